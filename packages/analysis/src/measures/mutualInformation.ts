import type { Backend } from '../backends/backend.js';
import { Refusal } from '../errors.js';
import { type BinnedRecording, type JointCounts, jointCounts } from '../statistics/jointCounts.js';
import type { Store } from '../storage/store.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { type Range, rangesOf, taskOf } from '../threads/task.js';
import { threads } from '../threads/threads.js';

/** Arrays are rows x columns, in nats; NaN where either unit has no variance. */
export interface MutualInformation {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** Plug-in estimate, >= 0, higher = more alike; at most either unit's entropy. */
  readonly raw: Float64Array;
  /** What the estimate is too high by on average, for independent units: (R-1)(C-1)/2n, R and C the bins that hold samples. */
  readonly bias: Float64Array;
  /** raw - bias: near 0 for independent units, and then as often below as above. */
  readonly corrected: Float64Array;
  /** Entropy of each unit's bins, in nats; NaN without variance. */
  readonly leftEntropy: Float64Array;
  readonly rightEntropy: Float64Array;
}

/**
 * Mutual information of every unit of the left with every unit of the right, over the bins of `binEdgesOf`: plug-in, natural
 * logarithm, from exact joint counts, with the bias of Miller (1955) and Panzeri and Treves (1996).
 * @throws Refusal when the recordings' samples differ in number
 */
export async function mutualInformationOf(
  left: BinnedRecording,
  right: BinnedRecording,
  sameRecording: boolean,
  device: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<MutualInformation> {
  const [rows, columns, samples] = [left.recording.units, right.recording.units, left.recording.samples];
  if (right.recording.samples !== samples) {
    throw new Refusal(
      `Mutual information needs the same samples on both sides, and they have ${samples} and ${right.recording.samples}.`,
      'Record both layers on the same probe set, with the same reduction.',
    );
  }
  const information = noInformation(rows, columns, samples);
  const logarithms = weightedLogarithms(samples);
  const take = (tile: JointCounts) => informationOfTile(tile, information, sameRecording, logarithms);
  await jointCounts(left, right, sameRecording, device, take, report);
  leaveOutDead(information, left.recording.conditions, right.recording.conditions);
  return information;
}

/** What tiles of joint counts are worked into. */
export function noInformation(rows: number, columns: number, samples: number): MutualInformation {
  return {
    ...{ rows, columns, samples },
    raw: new Float64Array(rows * columns),
    bias: new Float64Array(rows * columns),
    corrected: new Float64Array(rows * columns),
    leftEntropy: new Float64Array(rows),
    rightEntropy: new Float64Array(columns),
  };
}

/** Units without variance share nothing that could be measured: NaN. */
export function leaveOutDead(
  information: MutualInformation,
  leftConditions: Uint8Array,
  rightConditions: Uint8Array,
): void {
  const { rows, columns, leftEntropy, rightEntropy } = information;
  leftConditions.forEach((condition, row) => {
    if (condition === 0) return;
    leftEntropy[row] = Number.NaN;
    for (const matrix of matricesOf(information)) matrix.fill(Number.NaN, row * columns, (row + 1) * columns);
  });
  rightConditions.forEach((condition, column) => {
    if (condition === 0) return;
    rightEntropy[column] = Number.NaN;
    for (const matrix of matricesOf(information))
      for (let row = 0; row < rows; row++) matrix[row * columns + column] = Number.NaN;
  });
}

function matricesOf({ raw, bias, corrected }: MutualInformation): Float64Array[] {
  return [raw, bias, corrected];
}

/** A table of c log c pays up to here. */
const TABLE = 2 ** 20;

/** c log c for counts from 0 to samples, or to where a table does not pay any more: shared by threads. */
export function weightedLogarithms(samples: number): Float64Array {
  const table = sharedArray(Float64Array, Math.min(samples, TABLE) + 1);
  for (let count = 0; count < table.length; count++) table[count] = weigh(count);
  return table;
}

function weigh(count: number): number {
  return count > 1 ? count * Math.log(count) : 0;
}

/** Counts of pairs of codes that pay a second thread. */
const WORTH_SHARING = 2 ** 18;

/**
 * H(x) + H(y) - H(x, y) of every pair of the tile; what code 0 meets follows from the units' own counts.
 * @param logarithms `weightedLogarithms`
 */
export async function informationOfTile(
  tile: JointCounts,
  into: MutualInformation,
  mirrored: boolean,
  logarithms: Float64Array,
): Promise<void> {
  const { rows, columns, samples, leftDepth, rightDepth } = tile;
  const left = summaryOf(tile.leftCounts, leftDepth + 1, samples, logarithms);
  const right = summaryOf(tile.rightCounts, rightDepth + 1, samples, logarithms);
  into.leftEntropy.set(left.entropies, tile.firstRow);
  into.rightEntropy.set(right.entropies, tile.firstColumn);
  const entropies = sharedArray(Float64Array, rows * columns);
  const parts = tile.joint.length < WORTH_SHARING ? 1 : 4 * threads.count;
  await threads.run(jointEntropies, { tile, logarithms, entropies }, rangesOf(rows, parts));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const own = (left.entropies[row] as number) + (right.entropies[column] as number);
      const raw = Math.max(0, own - (entropies[row * columns + column] as number));
      const bias = (((left.bins[row] as number) - 1) * ((right.bins[column] as number) - 1)) / (2 * samples);
      const index = (tile.firstRow + row) * into.columns + tile.firstColumn + column;
      set(into, index, raw, bias);
      if (mirrored) set(into, (tile.firstColumn + column) * into.columns + tile.firstRow + row, raw, bias);
    }
  }
}

interface JointEntropies {
  readonly tile: JointCounts;
  readonly logarithms: Float64Array;
  /** rows x columns. */
  readonly entropies: Float64Array;
}

/** H(x, y) of every pair of some of the tile's rows. */
export const jointEntropies = taskOf(
  import.meta.url,
  'jointEntropies',
  ({ tile, logarithms, entropies }: JointEntropies, { first, end }: Range) => {
    const { columns, samples, leftDepth, rightDepth, joint, leftCounts, rightCounts } = tile;
    const weighted = (count: number) => (count < logarithms.length ? (logarithms[count] as number) : weigh(count));
    const width = columns * rightDepth;
    const rest = new Float64Array(rightDepth);
    for (let row = first; row < end; row++) {
      for (let column = 0; column < columns; column++) {
        for (let b = 0; b < rightDepth; b++) rest[b] = rightCounts[column * (rightDepth + 1) + b + 1] as number;
        let corner = rightCounts[column * (rightDepth + 1)] as number;
        let sum = 0;
        for (let a = 0; a < leftDepth; a++) {
          const from = (row * leftDepth + a) * width + column * rightDepth;
          let left0 = leftCounts[row * (leftDepth + 1) + a + 1] as number;
          if (left0 === 0) continue;
          for (let b = 0; b < rightDepth; b++) {
            const count = joint[from + b] as number;
            if (count === 0) continue;
            sum += weighted(count);
            left0 -= count;
            rest[b] = (rest[b] as number) - count;
          }
          sum += weighted(left0);
          corner -= left0;
        }
        for (let b = 0; b < rightDepth; b++) sum += weighted(rest[b] as number);
        entropies[row * columns + column] = Math.log(samples) - (sum + weighted(corner)) / samples;
      }
    }
  },
);

function set(into: MutualInformation, index: number, raw: number, bias: number): void {
  into.raw[index] = raw;
  into.bias[index] = bias;
  into.corrected[index] = raw - bias;
}

/** Entropy of each unit's codes, and how many of them occur. */
function summaryOf(counts: Float64Array, codes: number, samples: number, logarithms: Float64Array) {
  const entropies = new Float64Array(counts.length / codes);
  const bins = new Float64Array(counts.length / codes);
  counts.forEach((count, index) => {
    const unit = Math.floor(index / codes);
    if (count === 0) return;
    entropies[unit] = (entropies[unit] as number) - (logarithms[count] ?? weigh(count)) / samples;
    bins[unit] = (bins[unit] as number) + 1;
  });
  return { entropies: entropies.map((sum) => Math.max(0, sum + Math.log(samples))), bins };
}
