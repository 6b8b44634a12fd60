import { Refusal } from '../errors.js';
import { type DenseKernel, openDenseKernel, TILE } from './denseKernel.js';
import type { Steps } from './steps.js';

/** A memory that `DenseKernel` works on. */
export interface Workspace {
  /** All of it. */
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly kernel: DenseKernel;
}

/** Workspaces of up to so many numbers are kept for the next one that asks: a new one costs more than a small product. */
const KEPT = 2 ** 22;
/** WebAssembly addresses 4 GiB. */
const MOST = 2 ** 29;

let kept: Workspace | undefined;

/**
 * Runs what needs a workspace of at least so many numbers, whatever they are at first; it is not to be used afterwards.
 * @throws Refusal where there is no such memory
 */
export async function withWorkspace<Result>(
  count: number,
  run: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const workspace = take(count);
  try {
    return await run(workspace);
  } finally {
    give(workspace);
  }
}

/** The same, in steps. */
export function* withWorkspaceInSteps<Result>(
  count: number,
  run: (workspace: Workspace) => Steps<Result>,
): Steps<Result> {
  const workspace = take(count);
  try {
    return yield* run(workspace);
  } finally {
    give(workspace);
  }
}

function take(count: number): Workspace {
  const found = kept;
  if (found !== undefined && found.numbers.length >= count) {
    kept = undefined;
    return found;
  }
  try {
    if (count > MOST) throw new RangeError('More than WebAssembly addresses.');
    const { buffer, functions } = openDenseKernel(8 * count);
    return { numbers: new Float64Array(buffer), kernel: functions };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(
      `A matrix of this size needs ${Math.ceil(count / 2 ** 27)} GiB at once, which this process does not get.`,
      'Choose a layer of fewer units.',
    );
  }
}

function give(workspace: Workspace): void {
  const { length } = workspace.numbers;
  if (length <= KEPT && length >= (kept?.numbers.length ?? 0)) kept = workspace;
}

/** The next multiple of `TILE`. */
export const padded = (count: number): number => Math.ceil(count / TILE) * TILE;

/** The multiple of `TILE` at or below an index. */
export const tileOf = (index: number): number => index - (index % TILE);

/** Numbers from a row to the next for rows of `count`: never a multiple of 64, where many rows would share the cache's few places. */
export function strideOf(count: number): number {
  const length = padded(count);
  return length % 64 === 0 ? length + TILE : length;
}

/** target += weights times the rows from `rows` up to `rowsEnd`; all are indices of numbers. */
export function addWeighted(
  kernel: DenseKernel,
  rows: number,
  rowsEnd: number,
  stride: number,
  weights: number,
  length: number,
  target: number,
): void {
  kernel.addVectorTimes(8 * rows, 8 * rowsEnd, 8 * stride, 8 * weights, 8 * length, 8 * target);
}

/**
 * Writes columns of a matrix as the panels that `DenseKernel` multiplies: `TILE` entries of each row, row after row.
 * @param values row r's entry c is at from + r rowStep + c columnStep
 * @param count columns; those that fill the last panel are zero
 */
export function packPanels(
  values: Float64Array,
  from: number,
  { rows, rowStep, count, columnStep }: { rows: number; rowStep: number; count: number; columnStep: number },
  into: Float64Array,
  to: number,
): void {
  let place = to;
  for (let panel = 0; panel < count; panel += TILE) {
    const c0 = from + panel * columnStep;
    const full = panel + TILE <= count;
    if (full) {
      const [c1, c2, c3] = [c0 + columnStep, c0 + 2 * columnStep, c0 + 3 * columnStep];
      for (let row = 0, at = 0; row < rows; row++, at += rowStep, place += TILE) {
        into[place] = values[c0 + at] as number;
        into[place + 1] = values[c1 + at] as number;
        into[place + 2] = values[c2 + at] as number;
        into[place + 3] = values[c3 + at] as number;
      }
    } else {
      for (let row = 0, at = 0; row < rows; row++, at += rowStep, place += TILE) {
        for (let lane = 0; lane < TILE; lane++) {
          into[place + lane] = panel + lane < count ? (values[c0 + at + lane * columnStep] as number) : 0;
        }
      }
    }
  }
}
