import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeNpy, MemoryStore, type Recording, writeRecording } from '@unitgraph/analysis';

const FOLDER = join(import.meta.dirname, '../golden/two-networks');

/** What NumPy, SciPy and scikit-learn computed: see test/golden/README.md. */
export interface Expected {
  readonly samples: number;
  readonly left_units: number;
  readonly right_units: number;
  readonly left_dead: number[];
  readonly right_dead: number[];
  readonly left_mean: number[];
  readonly left_std: number[];
  readonly right_mean: number[];
  readonly right_std: number[];
  readonly left_top9: number[][];
  readonly correlation: (number | null)[][];
  readonly greedy_left_to_right: { source: number[]; target: number[]; value: number[]; mean: number };
  readonly greedy_right_to_left: { mean: number };
  readonly mutual_information_nats: number[][];
  readonly mutual_information_bias: number[][];
  readonly lasso: { alpha: number; half_mse: number; nonzero_per_target: number[]; weights: number[][] }[];
  readonly hac_average_1_minus_abs_r: number[][];
  readonly assignment: { source: number[]; target: number[]; mean: number };
}

export const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Expected;

/** The two golden recordings, in a store of their own. */
export async function goldenRecordings(): Promise<{ store: MemoryStore; left: Recording; right: Recording }> {
  const store = new MemoryStore();
  const read = async (side: 'left' | 'right'): Promise<Recording> => {
    const { data, shape } = decodeNpy(readFileSync(join(FOLDER, `${side}.npy`)), side);
    return writeRecording(data as Float32Array, { units: shape[1] as number, title: side, key: side }, store);
  };
  return { store, left: await read('left'), right: await read('right') };
}
