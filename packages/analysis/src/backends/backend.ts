/**
 * Rows are units, columns are samples, row-major: the layout in which recordings are kept. Once handed over, a block's values are not
 * changed while the same object is handed over again: devices may keep what they made of it for the next product.
 */
export interface Block {
  readonly units: number;
  readonly samples: number;
  /** units x samples. */
  readonly values: Float32Array;
  /** Subtracted from each unit's values before anything else, one entry per unit. */
  readonly centre: Float32Array;
}

/** Units whose values are codes, each standing for a bin; the layout is a block's. */
export interface CodeBlock {
  readonly units: number;
  readonly samples: number;
  /** The highest code there is; at most 255. */
  readonly depth: number;
  /** units x samples: 1..depth are counted, 0 is counted nowhere. */
  readonly codes: Uint8Array;
}

/**
 * A device that multiplies. One contract for all: results agree with float64 arithmetic to the precision of float32
 * sums over the samples of one block, so callers keep blocks short and merge in float64.
 */
export interface Backend {
  readonly name: BackendName;
  /** The processor or GPU, as a person knows it. */
  readonly device: string;
  /** Bytes that the device's memory has for one product with its blocks; not given where it is this machine's own. */
  readonly memoryBytes?: number | undefined;
  /**
   * Samples of the blocks that it multiplies best, where those are more than 1,024. Only for one whose float32 sums stay exact over
   * so many: not one long chain of additions, but a sum of short ones.
   */
  readonly blockSamples?: number | undefined;
  /**
   * Operations of one call that take some tens of milliseconds, where a call keeps this thread from anything else: larger products are
   * made of several (`multiplyInTiles`).
   */
  readonly flopsAtOnce?: { readonly crossProducts: number; readonly preciseCrossProducts: number } | undefined;
  /** Centred cross-products: left.units x right.units, row-major; entry (i, j) sums (x_i - c_i)(y_j - d_j) over the samples. */
  crossProducts(left: Block, right: Block): Promise<Float32Array>;
  /** The same computed in float64, on devices that can: slower, and exact to the last digits of float32 data. */
  preciseCrossProducts?(left: Block, right: Block): Promise<Float64Array>;
  /**
   * Joint counts, exact, added to `sums`: (left.units * left.depth) x (right.units * right.depth), row-major; to entry
   * (i * left.depth + a, j * right.depth + b) the number of samples where the left's unit i has code a + 1 and the right's unit j has
   * code b + 1. A device that fails on the way leaves the sums as they were.
   */
  addCodeCounts(left: CodeBlock, right: CodeBlock, sums: Int32Array): Promise<void>;
  /** Where another device can take this one's place: calls the listener with a sentence for people each time that one does. */
  onReplaced?(listener: (notice: string) => void): void;
  /** How many arrays it holds on its device: as many after a product as before it. Absent where its library does not count them. */
  arraysHeld?(): number;
  dispose(): Promise<void>;
}

export const BACKEND_NAMES = ['tensorflow', 'webgpu', 'onnxruntime', 'wasm'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

/** What became of one backend on this machine. */
export interface BackendReport {
  readonly name: BackendName;
  readonly available: boolean;
  readonly device: string | null;
  /** Why it was chosen, passed over, or is absent. */
  readonly reason: string;
}
