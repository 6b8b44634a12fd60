import type { Recording } from '../derivations/values.js';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors.js';
import { DamagedShard } from '../recordings/readRecording.js';
import { readRows } from '../recordings/readRows.js';
import type { Store } from '../storage/store.js';

/** Bytes of rows that are held at once while files are written. */
const HELD_BYTES = 2 ** 28;

/** A file of whole rows: those of the live ones among some units. */
export interface RowFile {
  /** Units `first` to `end` of the layer. */
  readonly first: number;
  readonly end: number;
  /** Place of the first among the live ones, and how many there are. */
  readonly place: number;
  readonly live: number;
  /** SHA-256 of the safetensors file, which holds `activations`: float32, live x samples; null where none is live. */
  readonly digest: string | null;
  readonly bytes: number;
}

/** A recording turned so that a few units can be read without the others, for searches that hold neither side whole. */
export interface UnitRows {
  readonly units: number;
  readonly samples: number;
  /** One of `UNIT_CONDITIONS`' indices per unit. */
  readonly conditions: Uint8Array;
  /** Indices of the units that vary, rising; the following have an entry for each of these. */
  readonly live: Int32Array;
  readonly means: Float64Array;
  /** Roots of the sums of squared deviations from the mean. */
  readonly roots: Float64Array;
  readonly files: readonly RowFile[];
}

/**
 * Writes the rows of a recording's live units, so many units a file. The recording is read once for every 256 MB of rows.
 */
export async function unitRowsOf(
  recording: Recording,
  store: Store,
  tileUnits: number,
  report: (fraction: number) => Promise<void>,
): Promise<UnitRows> {
  const { units, samples, conditions, moments } = recording;
  const live = Int32Array.from(Array.from(conditions.keys()).filter((unit) => conditions[unit] === 0));
  const files: RowFile[] = [];
  const heldUnits = tileUnits * Math.max(1, Math.floor(HELD_BYTES / (4 * samples * tileUnits)));
  let place = 0;
  for (let held = 0; held < units; held += heldUnits) {
    const count = Math.min(heldUnits, units - held);
    const rows = await readRows(recording, store, held, count, (fraction) =>
      report((held + count * fraction * 0.8) / units),
    );
    for (let first = held; first < held + count; first += tileUnits) {
      const end = Math.min(first + tileUnits, units);
      const own = live.subarray(place).filter((unit) => unit < end);
      files.push({ first, end, place, live: own.length, ...(await writeRows(rows, held, own, samples, store)) });
      place += own.length;
      await report((held + count * (0.8 + (0.2 * (end - held)) / count)) / units);
    }
  }
  return {
    ...{ units, samples, conditions, live, files },
    means: Float64Array.from(live, (unit) => moments.mean[unit] as number),
    roots: Float64Array.from(live, (unit) => Math.sqrt(moments.squares[unit] as number)),
  };
}

async function writeRows(rows: Float32Array, held: number, live: Int32Array, samples: number, store: Store) {
  if (live.length === 0) return { digest: null, bytes: 0 };
  const data = new Float32Array(live.length * samples);
  for (const [row, unit] of live.entries()) {
    const from = (unit - held) * samples;
    data.set(rows.subarray(from, from + samples), row * samples);
  }
  const bytes = encodeSafetensors(new Map([['activations', { type: 'F32', shape: [live.length, samples], data }]]));
  return { digest: await store.writeBlob(bytes), bytes: bytes.length };
}

/** @returns live x samples @throws Refusal where the file is gone or damaged */
export async function readRowFile(
  { digest, live }: RowFile,
  { samples }: UnitRows,
  store: Store,
): Promise<Float32Array> {
  if (digest === null) return new Float32Array(0);
  const name = `The rows ${store.describeBlob(digest)}`;
  const tensor = decodeSafetensors(await store.readBlob(digest), name).tensors.get('activations');
  if (tensor?.type === 'F32' && tensor.data.length === live * samples) return tensor.data as Float32Array;
  throw new DamagedShard(
    `${name} does not hold the ${live} x ${samples} float32 activations that were written.`,
    'Remove the file: it is written again when next asked for.',
  );
}

/** What is wrong with the files, in words; null when they are all there, of the right size. */
export async function problemOfUnitRows({ files }: UnitRows, store: Store): Promise<string | null> {
  for (const { digest, bytes } of files) {
    if (digest === null) continue;
    const found = await store.sizeOfBlob(digest);
    if (found === undefined) return `the rows ${store.describeBlob(digest)} are missing`;
    if (found !== bytes)
      return `the rows ${store.describeBlob(digest)} have ${found} bytes where ${bytes} were written`;
  }
  return null;
}
