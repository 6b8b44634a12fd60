import {
  type Backend,
  comomentsOf,
  MemoryStore,
  RandomSource,
  type Recording,
  type SecondMoments,
  secondMomentsOf,
  writeRecording,
} from '@unitgraph/analysis';

export const nothing = async (): Promise<void> => {};

/** samples x units. */
export interface Activations {
  readonly units: number;
  readonly values: Float32Array;
}

/** Units that are mixtures of the same latent causes, and noise of their own; rectified unless told otherwise. */
export function activations(
  samples: number,
  units: number,
  seed: number,
  { noise = 1, rectified = true } = {},
): Activations {
  const causes = 6;
  const weights = new RandomSource(seed, 1);
  const mixture = Float64Array.from({ length: units * causes }, () => weights.normal());
  const latent = new RandomSource(77);
  const random = new RandomSource(seed, 2);
  const values = new Float32Array(samples * units);
  for (let sample = 0; sample < samples; sample++) {
    const shared = Array.from({ length: causes }, () => latent.normal());
    for (let unit = 0; unit < units; unit++) {
      const sum = shared.reduce((total, cause, index) => total + cause * (mixture[unit * causes + index] as number), 0);
      const value = sum + noise * random.normal();
      values[sample * units + unit] = rectified ? Math.max(0, value) : value;
    }
  }
  return { units, values };
}

/** Every sample's units, as the function makes them of the old ones. */
export function changed(
  { units, values }: Activations,
  change: (sample: Float64Array) => ArrayLike<number>,
): Activations {
  const samples = values.length / units;
  const rows = Array.from({ length: samples }, (_, sample) =>
    change(Float64Array.from(values.subarray(sample * units, (sample + 1) * units))),
  );
  const width = rows[0]?.length ?? 0;
  return { units: width, values: Float32Array.from(rows.flatMap((row) => Array.from(row))) };
}

/** Each sample times a matrix, units x columns. */
export function times(matrix: Float64Array, columns: number) {
  return (sample: Float64Array): Float64Array =>
    Float64Array.from({ length: columns }, (_, column) =>
      sample.reduce((sum, value, unit) => sum + value * (matrix[unit * columns + column] as number), 0),
    );
}

export interface Pair {
  readonly left: Recording;
  readonly right: Recording;
  readonly store: MemoryStore;
  readonly moments: SecondMoments;
}

/** Two recordings over the same samples, with their second moments; every stimulus has so many samples. */
export async function pairOf(left: Activations, right: Activations, backend: Backend, positions = 1): Promise<Pair> {
  const store = new MemoryStore();
  const record = async (side: Activations, key: string) =>
    withPositions(await writeRecording(side.values, { units: side.units, title: key, key }, store), positions);
  const [x, y] = [await record(left, 'left'), await record(right, 'right')];
  const comoments = (a: Recording, b: Recording) => comomentsOf(a, b, a === b, store, backend, nothing);
  const moments = secondMomentsOf(x.samples, await comoments(x, x), await comoments(x, y), await comoments(y, y));
  return { left: x, right: y, store, moments };
}

/** The same samples, so many of which in a row are positions of one stimulus. Small enough for one shard. */
function withPositions(recording: Recording, positions: number): Recording {
  const [stimuli, [shard]] = [recording.samples / positions, recording.shards];
  if (shard === undefined || recording.shards.length > 1) throw new Error('More than one shard.');
  return { ...recording, stimuli, positions, shards: [{ ...shard, stimuli }] };
}
