import type { Backend, Block } from '../backends/backend.js';
import { multiplyInTiles } from '../backends/tiles.js';
import type { Recording } from '../derivations/values.js';
import { breathing } from '../linearAlgebra/breathing.js';
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
  grouping: Grouping = groupingOf(left.stimuli, left.units * right.units),
): Promise<GroupedComoments> {
  // Of one with itself, half is computed.
  const pairs = [{ left: 0, right: left === right ? 0 : 1 }];
  const [grouped] = await groupedTogether([left, right], pairs, { store, backend }, grouping, report);
  return grouped as GroupedComoments;
}

/** The same of several pairs, for which each recording is read once. @param pairs places in the list of recordings */
export async function groupedTogether(
  recordings: readonly Recording[],
  pairs: readonly { readonly left: number; readonly right: number }[],
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  { groups, precise }: Grouping,
  report: (fraction: number) => Promise<void>,
): Promise<GroupedComoments[]> {
  const products = precise && backend.preciseCrossProducts !== undefined ? 'preciseCrossProducts' : 'crossProducts';
  const breath = breathing();
  const { stimuli, positions } = recordings[0] as Recording;
  const sides = recordings.map((recording) => new GroupedSide(recording, store, groups));
  const counts = new Float64Array(groups);
  const found = pairs.map(({ left, right }) => ({
    x: sides[left] as GroupedSide,
    y: sides[right] as GroupedSide,
    grouped: [] as (Float32Array | Float64Array)[],
  }));
  const used = sides.filter((side) => found.some(({ x, y }) => x === side || y === side));
  for (let group = 0; group < groups; group++) {
    const start = Math.floor((group * stimuli) / groups) * positions;
    const end = Math.floor(((group + 1) * stimuli) / groups) * positions;
    counts[group] = end - start;
    const sums = found.map(({ x, y }) => new Float64Array(x.recording.units * y.recording.units));
    for (let first = start; first < end; first += BLOCK_SAMPLES) {
      const samples = Math.min(BLOCK_SAMPLES, end - first);
      const blocks = new Map<GroupedSide, Block>();
      for (const side of used) blocks.set(side, await side.block(first, samples, group));
      for (const [place, { x, y }] of found.entries()) {
        const sum = sums[place] as Float64Array;
        const block = await multiplyInTiles(backend, products, blocks.get(x) as Block, blocks.get(y) as Block);
        for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] as number) + (block[index] as number);
        if (breath.due(2 * sum.length)) await breath.take();
      }
      await report((group + (first + samples - start) / (end - start)) / groups);
    }
    for (const [place, { grouped }] of found.entries())
      grouped.push(precise ? (sums[place] as Float64Array) : Float32Array.from(sums[place] as Float64Array));
  }
  return found.map(({ x, y, grouped }) => ({ groups, counts, left: x.sums, right: y.sums, products: grouped }));
}

/** A recording on its way through the pass. */
class GroupedSide {
  readonly sums: GroupedSums;
  readonly #reader: RecordingReader;
  readonly #centre: Float32Array;

  constructor(
    readonly recording: Recording,
    store: Store,
    groups: number,
  ) {
    this.sums = emptySums(groups, recording.units);
    this.#reader = new RecordingReader(recording, store);
    this.#centre = Float32Array.from(recording.moments.mean);
  }

  /** Samples `first` to `first + samples`, added to the sums of their group. */
  async block(first: number, samples: number, group: number): Promise<Block> {
    const { units } = this.recording;
    const values = await this.#reader.samples(first, samples);
    addSums(this.sums, group, values, units, samples, this.#centre);
    return { units, samples, values, centre: this.#centre };
  }
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
