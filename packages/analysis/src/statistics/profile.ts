import type { Profile, Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';

/** Bars of a unit's histogram. */
export const HISTOGRAM_BINS = 32;
/** Top stimuli that are kept of each unit; people look at nine. */
export const TOP_STIMULI = 32;
/** Samples read at a time. */
const BLOCK_SAMPLES = 8192;
/** And values, at most: some tenths of a second. */
const BLOCK_VALUES = 2 ** 21;

/** Histogram and top stimuli of every unit, in one pass over its recording. */
export async function profileOfRecording(
  recording: Recording,
  store: Store,
  report: (fraction: number) => Promise<void>,
): Promise<Profile> {
  const { units, stimuli, positions, moments } = recording;
  const kept = Math.min(TOP_STIMULI, stimuli);
  const edges = histogramEdges(moments.minimum, moments.maximum);
  const counts = new Float64Array(units * HISTOGRAM_BINS);
  const topStimuli = new Int32Array(units * kept).fill(-1);
  const topPositions = new Int32Array(units * kept);
  const topValues = new Float32Array(units * kept).fill(Number.NEGATIVE_INFINITY);
  const reader = new RecordingReader(recording, store);
  const step = Math.max(1, Math.floor(Math.min(BLOCK_SAMPLES, BLOCK_VALUES / units) / positions));
  for (let first = 0; first < stimuli; first += step) {
    const taken = Math.min(step, stimuli - first);
    const samples = taken * positions;
    const values = await reader.samples(first * positions, samples);
    for (let unit = 0; unit < units; unit++) {
      const start = edges[unit * (HISTOGRAM_BINS + 1)] as number;
      const width = ((edges[unit * (HISTOGRAM_BINS + 1) + HISTOGRAM_BINS] as number) - start) / HISTOGRAM_BINS;
      for (let stimulus = 0; stimulus < taken; stimulus++) {
        const from = unit * samples + stimulus * positions;
        let highest = Number.NEGATIVE_INFINITY;
        let where = 0;
        for (let position = 0; position < positions; position++) {
          const value = values[from + position] as number;
          // The last bin holds its right edge too.
          const bin = Math.min(HISTOGRAM_BINS - 1, Math.max(0, Math.floor((value - start) / width)));
          counts[unit * HISTOGRAM_BINS + bin]!++;
          if (value > highest) {
            highest = value;
            where = position;
          }
        }
        const sampled = recording.sampledPositions?.[(first + stimulus) * positions + where];
        insert(topValues, topStimuli, topPositions, unit * kept, kept, highest, first + stimulus, sampled ?? where);
      }
    }
    await report((first + taken) / stimuli);
  }
  // What never varies has no highest activation: any stimuli would do, so none are named.
  recording.conditions.forEach((condition, unit) => {
    if (condition !== 0) topStimuli.fill(-1, unit * kept, (unit + 1) * kept);
  });
  return { units, bins: HISTOGRAM_BINS, edges, counts, kept, topStimuli, topPositions, topValues };
}

/** Equal widths from each unit's minimum to its maximum; a unit of one value gets half a unit on either side, as in NumPy. */
function histogramEdges(minimum: Float64Array, maximum: Float64Array): Float64Array {
  const edges = new Float64Array(minimum.length * (HISTOGRAM_BINS + 1));
  minimum.forEach((lowest, unit) => {
    const highest = maximum[unit] as number;
    const [start, end] = lowest === highest ? [lowest - 0.5, lowest + 0.5] : [lowest, highest];
    for (let edge = 0; edge <= HISTOGRAM_BINS; edge++) {
      edges[unit * (HISTOGRAM_BINS + 1) + edge] = start + ((end - start) * edge) / HISTOGRAM_BINS;
    }
  });
  return edges;
}

/** Keeps a descending list; an equal value goes behind those that came before it, so the lower stimulus wins ties. */
function insert(
  values: Float32Array,
  stimuli: Int32Array,
  positions: Int32Array,
  from: number,
  kept: number,
  value: number,
  stimulus: number,
  position: number,
): void {
  let place = from + kept - 1;
  if (!(value > (values[place] as number))) return;
  while (place > from && value > (values[place - 1] as number)) {
    values[place] = values[place - 1] as number;
    stimuli[place] = stimuli[place - 1] as number;
    positions[place] = positions[place - 1] as number;
    place--;
  }
  values[place] = value;
  stimuli[place] = stimulus;
  positions[place] = position;
}
