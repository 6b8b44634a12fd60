import { Refusal } from '../errors.js';
import type { ByteSource } from './byteSource.js';
import { decodeElements, ELEMENT_BYTES, type ElementType } from './elementTypes.js';
import { productOf, type Slab, type StoredArray, stridesOf, WINDOW_BYTES } from './storedArray.js';

/** Reads that one array may take: beyond, gathering it would take hours. */
const MOST_READS = 2e7;

export interface PlainLayout {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly fortranOrder?: boolean;
  readonly bigEndian?: boolean;
}

/** An array whose elements lie one behind another in a source, from its beginning to its end: `.npy`, safetensors. */
export class PlainArray implements StoredArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly #strides: readonly number[];
  readonly #bigEndian: boolean;
  #bytes = new Uint8Array(0);
  #values = new Float32Array(0);

  constructor(
    readonly source: ByteSource,
    readonly name: string,
    { type, shape, fortranOrder = false, bigEndian = false }: PlainLayout,
  ) {
    this.type = type;
    this.shape = shape;
    this.#strides = stridesOf(shape, fortranOrder);
    this.#bigEndian = bigEndian;
  }

  window(axis: number, wanted: number): number {
    const runs = this.#runs(axis);
    const extent = this.shape[axis] as number;
    if (runs === 1) return wanted;
    const perEntry = (productOf(this.shape) / extent) * 4;
    const window = Math.max(wanted, Math.floor(WINDOW_BYTES / perEntry / wanted) * wanted);
    if (runs * Math.ceil(extent / window) > MOST_READS) {
      throw new Refusal(
        `${this.name} keeps the values of one stimulus too far apart: it would be read in ${runs * Math.ceil(extent / window)} pieces.`,
        'Write it in C order with stimuli as its first axis (numpy.ascontiguousarray), or in smaller shards.',
      );
    }
    return window;
  }

  async slab(axis: number, first: number, count: number): Promise<Slab> {
    const size = ELEMENT_BYTES[this.type];
    const step = this.#strides[axis] as number;
    const extent = this.shape[axis] as number;
    const runs = this.#runs(axis);
    const runElements = count * step;
    const elements = runs * runElements;
    if (this.#bytes.length < elements * size) this.#bytes = new Uint8Array(elements * size);
    if (this.#values.length < elements) this.#values = new Float32Array(elements);
    const bytes = this.#bytes.subarray(0, elements * size);
    for (let run = 0; run < runs; run++) {
      const target = bytes.subarray(run * runElements * size, (run + 1) * runElements * size);
      this.source.readInto(target, (run * extent + first) * step * size);
    }
    const values = decodeElements(this.type, bytes, this.#values.subarray(0, elements), this.#bigEndian);
    // What lay farther apart than the axis has moved together; what lies nearer is as it was.
    const strides = this.#strides.map((stride) => (stride > step ? (stride / extent) * count : stride));
    return { values, strides };
  }

  /** Pieces that lie apart, of which entries along an axis are made up. */
  #runs(axis: number): number {
    return productOf(this.shape) / ((this.shape[axis] as number) * (this.#strides[axis] as number));
  }
}
