/** The best partners of the units of one layer. Arrays are units x kept, row-major. */
export interface BestPartners {
  readonly units: number;
  /** Best first, ties to the lower index; -1 behind the last one of a unit that has fewer. */
  readonly partners: Int32Array;
  /** Values of those; NaN where there is none. */
  readonly values: Float64Array;
}

/** Lists of the best partners of units, while partners come in any order. */
export class BestLists {
  readonly partners: Int32Array;
  readonly #values: Float64Array;

  constructor(
    readonly units: number,
    readonly kept: number,
    known?: BestPartners,
  ) {
    this.partners = known === undefined ? new Int32Array(units * kept).fill(-1) : known.partners.slice();
    this.#values = known === undefined ? new Float64Array(units * kept).fill(Number.NaN) : known.values.slice();
    // While they grow, what is missing is lower than all.
    for (let index = 0; index < this.#values.length; index++)
      if ((this.partners[index] as number) < 0) this.#values[index] = Number.NEGATIVE_INFINITY;
  }

  /** The value that a partner must reach to come in; -Infinity while there is room. */
  lowest(unit: number): number {
    return this.#values[(unit + 1) * this.kept - 1] as number;
  }

  /** Puts a partner where it belongs; it must not be there yet. */
  offer(unit: number, partner: number, value: number): void {
    const [values, partners] = [this.#values, this.partners];
    const first = unit * this.kept;
    let place = first + this.kept;
    while (place > first) {
      const before = values[place - 1] as number;
      if (before > value || (before === value && (partners[place - 1] as number) < partner)) break;
      place--;
    }
    const end = first + this.kept;
    if (place === end) return;
    values.copyWithin(place + 1, place, end - 1);
    partners.copyWithin(place + 1, place, end - 1);
    values[place] = value;
    partners[place] = partner;
  }

  finish(): BestPartners {
    const values = this.#values.map((value) => (value === Number.NEGATIVE_INFINITY ? Number.NaN : value));
    return { units: this.units, partners: this.partners, values };
  }
}
