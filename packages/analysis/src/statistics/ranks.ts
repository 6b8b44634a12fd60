import type { Recording, Shard } from '../derivations/values.js';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors.js';
import { breathing } from '../linearAlgebra/breathing.js';
import { readRows } from '../recordings/readRows.js';
import type { Store } from '../storage/store.js';
import { mergeMoments, momentsOf, noMoments } from './moments.js';
import { RowRanker } from './rankRow.js';

/** Whole rows that are held at once. One row always is: 20 bytes a sample, its sort included. */
const ROW_BYTES = 256 * 2 ** 20;

/** Operations that ranking takes for a value, about. */
const ORDERING = 30;

/**
 * The recording with each unit's values replaced by their ranks over all samples, equal values sharing the mean of their ranks.
 * It is written to the store, in shards of the same samples, and everything that takes a recording takes it: Pearson's
 * correlation of two of these is Spearman's. Rows are ranked in groups of at most 256 MB, for each of which the
 * recording is read once.
 * @param rowBytes for tests
 */
export async function ranksOfRecording(
  recording: Recording,
  store: Store,
  report: (fraction: number) => Promise<void>,
  rowBytes = ROW_BYTES,
): Promise<Recording> {
  const { units, samples } = recording;
  const ranker = new RowRanker(samples);
  const size = Math.min(units, Math.max(1, Math.floor(rowBytes / (4 * samples))));
  const groups: string[][] = [];
  const breath = breathing();
  for (let first = 0; first < units; first += size) {
    const count = Math.min(size, units - first);
    const rows = await readRows(recording, store, first, count, (fraction) =>
      report((first + (count * fraction) / 2) / units),
    );
    for (let row = 0; row < count; row++) {
      ranker.rank(rows.subarray(row * samples, (row + 1) * samples));
      if (breath.due(ORDERING * samples)) await breath.take();
    }
    // What is there as a whole need not be written in pieces.
    if (count === units) return writeRanks(recording, store, async (shard) => pieceOf(recording, rows, shard));
    groups.push(await writePieces(recording, store, rows));
    await report((first + count) / units);
  }
  const ranked = await writeRanks(recording, store, (shard) => joinPieces(recording, store, groups, shard));
  const kept = new Set(ranked.shards.map((shard) => shard.digest));
  for (const digest of new Set(groups.flat())) if (!kept.has(digest)) await store.removeBlob(digest);
  return ranked;
}

/** What a shard has of rows. */
function pieceOf({ samples, shards }: Recording, rows: Float32Array, index: number): Float32Array<ArrayBuffer> {
  const count = rows.length / samples;
  const length = shards[index]?.samples as number;
  const first = shards.slice(0, index).reduce((sum, shard) => sum + shard.samples, 0);
  const values = new Float32Array(count * length);
  for (let row = 0; row < count; row++) {
    const from = row * samples + first;
    values.set(rows.subarray(from, from + length), row * length);
  }
  return values;
}

/** Cuts rows at the recording's shards, and writes each piece as a shard of these rows alone. */
async function writePieces(recording: Recording, store: Store, rows: Float32Array): Promise<string[]> {
  const digests: string[] = [];
  for (const [index, shard] of recording.shards.entries()) {
    const count = rows.length / recording.samples;
    digests.push(await store.writeBlob(encoded(pieceOf(recording, rows, index), count, shard.samples)));
  }
  return digests;
}

/** The pieces that all groups have of a shard, under each other. */
async function joinPieces(
  { units, shards }: Recording,
  store: Store,
  groups: readonly string[][],
  index: number,
): Promise<Float32Array<ArrayBuffer>> {
  const values = new Float32Array(units * (shards[index]?.samples as number));
  let filled = 0;
  for (const group of groups) {
    const piece = decodeSafetensors(await store.readBlob(group[index] as string)).tensors.get('activations');
    values.set(piece?.data as Float32Array, filled);
    filled += piece?.data.length ?? 0;
  }
  return values;
}

/** @param valuesOf the ranks of a shard: units x its samples */
async function writeRanks(
  recording: Recording,
  store: Store,
  valuesOf: (shard: number) => Promise<Float32Array<ArrayBuffer>>,
): Promise<Recording> {
  const { units } = recording;
  const shards: Shard[] = [];
  let moments = noMoments(units);
  for (const [index, shard] of recording.shards.entries()) {
    const values = await valuesOf(index);
    const bytes = encoded(values, units, shard.samples);
    shards.push({ ...shard, digest: await store.writeBlob(bytes), bytes: bytes.length });
    const own = momentsOf(values, units, shard.samples, ({ unit, sample }) => {
      throw new RangeError(`Unit ${unit} has no rank at sample ${sample}.`);
    });
    moments = mergeMoments(moments, own);
  }
  // A unit without variance stays what it was: its ranks are all the same, and not zero.
  return { ...recording, shards, moments };
}

function encoded(values: Float32Array<ArrayBuffer>, units: number, samples: number): Uint8Array {
  return encodeSafetensors(new Map([['activations', { type: 'F32', shape: [units, samples], data: values }]]));
}
