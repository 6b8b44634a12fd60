import type { Backend } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { BLOCK_SAMPLES } from './comoments.js';

/** Groups of stimuli that are kept apart. */
export const STIMULUS_GROUPS = 64;
/** Fewer groups where their products would take more than this. */
const GROUPS_BYTES = 2 ** 29;
export const FEWEST_GROUPS = 8;

/** Sums over each of some groups of stimuli, all of deviations from the means of the whole recordings. */
export interface GroupedComoments {
  readonly groups: number;
  /** Samples of each group. */
  readonly counts: Float64Array;
  readonly left: GroupedSums;
  readonly right: GroupedSums;
  /** Per group, left x right: sums of products. */
  readonly products: readonly (Float32Array | Float64Array)[];
}

export interface GroupedSums {
  readonly units: number;
  /** groups x units: sums of deviations. */
  readonly sums: Float64Array;
  /** groups x units: sums of squared deviations. */
  readonly squares: Float64Array;
}

/** How sums are kept apart. */
export interface Grouping {
  /** At most one a stimulus. */
  readonly groups: number;
  /** Whether products are made and kept in float64 where the device can: for measures that whiten. */
  readonly precise: boolean;
}

/** Groups of so many stimuli, when for each of them `numbers` products are kept. */
export function groupingOf(stimuli: number, numbers: number, precise = false): Grouping {
  const fitting = Math.floor(GROUPS_BYTES / ((precise ? 8 : 4) * numbers));
  return { groups: Math.min(stimuli, STIMULUS_GROUPS, Math.max(FEWEST_GROUPS, fitting)), precise };
}

/**
 * One pass over both recordings that keeps the sums of up to 64 runs of stimuli apart, so that stimuli can be drawn again
 * and again without the samples. Whole stimuli stay together, since positions of one image depend on each other, and so do
 * neighbouring stimuli, which may be of one class.
 */
export async function groupedComoments(
  left: Recording,
  right: Recording,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
  { groups, precise }: Grouping = groupingOf(left.stimuli, left.units * right.units),
): Promise<GroupedComoments> {
  const multiply = (precise ? backend.preciseCrossProducts : undefined) ?? backend.crossProducts;
  const readers = [new RecordingReader(left, store), new RecordingReader(right, store)] as const;
  const centres = [Float32Array.from(left.moments.mean), Float32Array.from(right.moments.mean)] as const;
  const kept = [emptySums(groups, left.units), emptySums(groups, right.units)] as const;
  const counts = new Float64Array(groups);
  const products: (Float32Array | Float64Array)[] = [];
  for (let group = 0; group < groups; group++) {
    const start = Math.floor((group * left.stimuli) / groups) * left.positions;
    const end = Math.floor(((group + 1) * left.stimuli) / groups) * left.positions;
    counts[group] = end - start;
    const sums = new Float64Array(left.units * right.units);
    for (let first = start; first < end; first += BLOCK_SAMPLES) {
      const samples = Math.min(BLOCK_SAMPLES, end - first);
      const x = { units: left.units, samples, values: await readers[0].samples(first, samples), centre: centres[0] };
      const y = { units: right.units, samples, values: await readers[1].samples(first, samples), centre: centres[1] };
      const block = await multiply(x, y);
      for (let index = 0; index < sums.length; index++)
        sums[index] = (sums[index] as number) + (block[index] as number);
      for (const [side, { values, units, centre }] of [x, y].entries()) {
        addSums(kept[side as 0 | 1], group, values, units, samples, centre);
      }
      await report((group + (first + samples - start) / (end - start)) / groups);
    }
    products.push(precise ? sums : Float32Array.from(sums));
  }
  return { groups, counts, left: kept[0], right: kept[1], products };
}

function emptySums(groups: number, units: number): GroupedSums {
  return { units, sums: new Float64Array(groups * units), squares: new Float64Array(groups * units) };
}

function addSums(
  { sums, squares }: GroupedSums,
  group: number,
  values: Float32Array,
  units: number,
  samples: number,
  centre: Float32Array,
): void {
  for (let unit = 0; unit < units; unit++) {
    const middle = centre[unit] as number;
    let [sum, square] = [0, 0];
    for (let index = unit * samples; index < (unit + 1) * samples; index++) {
      const deviation = (values[index] as number) - middle;
      sum += deviation;
      square += deviation * deviation;
    }
    const at = group * units + unit;
    sums[at] = (sums[at] as number) + sum;
    squares[at] = (squares[at] as number) + square;
  }
}
