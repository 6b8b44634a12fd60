import { OrderedMatrix } from './orderedMatrix.js';

/** Bytes of reduced levels that are kept; the matrix asked for last is kept in any case. */
const MOST_BYTES = 2 ** 28;

/** The matrices whose tiles were asked for last. */
export class OrderedMatrices {
  readonly #kept = new Map<string, OrderedMatrix>();

  /** The one of that name, from `make` where it is not kept. */
  of(name: string, make: () => OrderedMatrix): OrderedMatrix {
    const found = this.#kept.get(name) ?? make();
    // At the end of the order: it was asked for last.
    this.#kept.delete(name);
    this.#kept.set(name, found);
    let bytes = [...this.#kept.values()].reduce((sum, each) => sum + each.bytes, 0);
    for (const [other, { bytes: own }] of this.#kept) {
      if (bytes <= MOST_BYTES || other === name) break;
      this.#kept.delete(other);
      bytes -= own;
    }
    return found;
  }
}
