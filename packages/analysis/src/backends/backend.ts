/** Rows are units, columns are samples, row-major: the layout in which recordings are kept. */
export interface Block {
  readonly units: number;
  readonly samples: number;
  /** units x samples. */
  readonly values: Float32Array;
  /** Subtracted from each unit's values before anything else, one entry per unit. */
  readonly centre: Float32Array;
}

/**
 * A device that multiplies. One contract for all: results agree with float64 arithmetic to the precision of float32
 * sums over the samples of one block, so callers keep blocks short and merge in float64.
 */
export interface Backend {
  readonly name: BackendName;
  /** The processor or GPU, as a person knows it. */
  readonly device: string;
  /** Centred cross-products: left.units x right.units, row-major; entry (i, j) sums (x_i - c_i)(y_j - d_j) over the samples. */
  crossProducts(left: Block, right: Block): Promise<Float32Array>;
  /** The same computed in float64, on devices that can: slower, and exact to the last digits of float32 data. */
  preciseCrossProducts?(left: Block, right: Block): Promise<Float64Array>;
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
