import type { Backend } from '../backends/backend.js';
import { Refusal } from '../errors.js';
import { breathing } from '../linearAlgebra/breathing.js';
import { restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { type RowRange, type SampleRows, sampleProducts } from '../statistics/sampleRows.js';

/** Neighbours of each sample that are looked at. */
export const NEIGHBOURS = 10;
/** Samples among which neighbours are sought; more of them are thinned out evenly (`chosenSamples`). */
export const NEIGHBOUR_SAMPLES = 8192;
/** Rows and columns of one block of products. */
const STEP = 1024;

/**
 * Mutual nearest neighbours (Huh, Cheung, Wang and Isola 2024): the mean share of a sample's k nearest samples by cosine,
 * itself left out, that are the same on both sides. 0..1, higher = more alike; about k / (n - 1) by chance. Equal cosines
 * are settled by the lower index.
 * @param left, right the same samples
 * @throws Refusal where there are not more than k samples
 */
export async function mutualNeighbours(
  left: SampleRows,
  right: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
  neighbours = NEIGHBOURS,
): Promise<number> {
  const x = await nearestSamples(left, neighbours, backend, (fraction) => report(0.5 * fraction));
  const y = await nearestSamples(right, neighbours, backend, (fraction) => report(0.5 + 0.5 * fraction));
  return restingBetween(sharedNeighbours(x, y));
}

/** The samples nearest to each sample. */
export interface Neighbourhoods {
  readonly count: number;
  readonly neighbours: number;
  /** count x neighbours, nearest first. */
  readonly nearest: Int32Array;
}

/** @throws Refusal where there are not more samples than neighbours */
export async function nearestSamples(
  samples: SampleRows,
  neighbours: number,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Neighbourhoods> {
  const { count } = samples;
  if (count <= neighbours) {
    throw new Refusal(
      `${count} samples do not have ${neighbours} neighbours each.`,
      'Record more stimuli, or ask for fewer neighbours.',
    );
  }
  const lengths = lengthsOf(samples);
  const nearest = new Int32Array(count * neighbours);
  for (let first = 0; first < count; first += STEP) {
    const rows = { first, count: Math.min(STEP, count - first) };
    nearest.set(await nearestOfRows(samples, rows, lengths, neighbours, backend), first * neighbours);
    await report((first + rows.count) / count);
  }
  return { count, neighbours, nearest };
}

/** Mean share of a sample's nearest samples that are the same on both sides. */
export function* sharedNeighbours(x: Neighbourhoods, y: Neighbourhoods): Steps<number> {
  const { count, neighbours } = x;
  let common = 0;
  for (let first = 0; first < count * neighbours; first += neighbours) {
    const known = new Set(x.nearest.subarray(first, first + neighbours));
    for (const neighbour of y.nearest.subarray(first, first + neighbours)) if (known.has(neighbour)) common++;
    yield 50 * neighbours;
  }
  return common / (count * neighbours);
}

/**
 * The same samples in another order: nothing is sought anew. Equal cosines stay settled as they were.
 * @param partners which sample stands in each place
 */
export function* movedNeighbours(
  { count, neighbours, nearest }: Neighbourhoods,
  partners: Int32Array,
): Steps<Neighbourhoods> {
  yield 10 * nearest.length;
  const places = new Int32Array(count);
  partners.forEach((partner, place) => {
    places[partner] = place;
  });
  const moved = Int32Array.from(nearest, (_, index) => {
    const row = partners[Math.floor(index / neighbours)] as number;
    return places[nearest[row * neighbours + (index % neighbours)] as number] as number;
  });
  return { count, neighbours, nearest: moved };
}

/** Samples nearest to each of `rows`, nearest first: rows.count x neighbours. */
async function nearestOfRows(
  samples: SampleRows,
  rows: RowRange,
  lengths: Float64Array,
  neighbours: number,
  backend: Backend,
): Promise<Int32Array> {
  const found = new Int32Array(rows.count * neighbours).fill(-1);
  const cosines = new Float64Array(rows.count * neighbours).fill(Number.NEGATIVE_INFINITY);
  const centre = new Float32Array(samples.count);
  const breath = breathing();
  for (let first = 0; first < samples.count; first += STEP) {
    const columns = { first, count: Math.min(STEP, samples.count - first) };
    const products = await sampleProducts(samples, rows, columns, centre, backend);
    for (let row = 0; row < rows.count; row++) {
      const start = row * neighbours;
      const last = start + neighbours - 1;
      const length = lengths[rows.first + row] as number;
      for (let column = 0; column < columns.count; column++) {
        const sample = first + column;
        // A silent sample has no direction: its cosine with all others is taken for 0.
        const scale = length * (lengths[sample] as number);
        const cosine = scale === 0 ? 0 : (products[row * columns.count + column] as number) / scale;
        if (!(cosine > (cosines[last] as number)) || sample === rows.first + row) continue;
        let place = last;
        for (; place > start && cosine > (cosines[place - 1] as number); place--) {
          cosines[place] = cosines[place - 1] as number;
          found[place] = found[place - 1] as number;
        }
        cosines[place] = cosine;
        found[place] = sample;
      }
      if (breath.due(4 * columns.count)) await breath.take();
    }
  }
  return found;
}

function lengthsOf({ count, units, values }: SampleRows): Float64Array {
  return Float64Array.from({ length: count }, (_, sample) => {
    let squares = 0;
    for (let unit = 0; unit < units; unit++) squares += (values[sample * units + unit] as number) ** 2;
    return Math.sqrt(squares);
  });
}
