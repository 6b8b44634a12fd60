import { openArrayFile } from '../arrays/arrayFile.js';
import type { ByteSource, Unpack } from '../arrays/byteSource.js';
import { ELEMENT_BYTES } from '../arrays/elementTypes.js';
import { productOf, type StoredArray } from '../arrays/storedArray.js';
import type { Moments, Shard } from '../derivations/values.js';
import { Refusal } from '../errors.js';
import { encodeSafetensors } from '../formats/safetensors.js';
import { mergeMoments, momentsOf, noMoments } from '../statistics/moments.js';
import type { Store } from '../storage/store.js';
import { arrange, type Layout, positionsOf } from './layout.js';

/** As large as the shards that are recorded here: small enough to read at once, large enough that there are few. */
const SHARD_BYTES = 16 * 2 ** 20;

/** One array of a file: some stimuli of one layer. */
export interface ArrayPart {
  readonly layer: string;
  readonly layout: Layout;
  /** Name of the array in the file; null where the file holds one alone. */
  readonly tensor: string | null;
  readonly firstStimulus: number;
  readonly stimuli: number;
}

/** What has become of a part: shards in the store, and the moments of their values. */
export interface ConvertedPart {
  readonly shards: readonly Shard[];
  readonly moments: Moments;
}

export interface Conversion {
  readonly store: Store;
  readonly unpack: Unpack;
  /** For tests. */
  readonly shardBytes?: number;
}

/**
 * Turns the arrays of one file into shards of recordings, as they are in the store: float32, units x samples. Holds some
 * slices of the file in memory, whatever its size.
 * @throws Refusal that names the file, the array, and where it is about values the unit and the stimulus
 */
export async function convertFile(
  source: ByteSource,
  file: string,
  parts: readonly ArrayPart[],
  { store, unpack, shardBytes = SHARD_BYTES }: Conversion,
): Promise<ConvertedPart[]> {
  const converted: ConvertedPart[] = [];
  for await (const { stored, part, title } of openParts(source, file, parts, unpack)) {
    converted.push(await convertPart(stored, part, title, { store, shardBytes }));
  }
  return converted;
}

/**
 * Looks whether the arrays of a file are those that are expected, by their headers alone.
 * @throws Refusal that names the file, the array, and what is wrong with it
 */
export async function checkFile(
  source: ByteSource,
  file: string,
  parts: readonly ArrayPart[],
  unpack: Unpack,
): Promise<void> {
  for await (const _ of openParts(source, file, parts, unpack));
}

async function* openParts(
  source: ByteSource,
  file: string,
  parts: readonly ArrayPart[],
  unpack: Unpack,
): AsyncGenerator<{ stored: StoredArray; part: ArrayPart; title: string }> {
  // The header of a .npy file inside an archive comes on top of its data.
  const mostBytes = 2 ** 17 + Math.max(...parts.map(bytesOf));
  const { names, array } = await openArrayFile(source, file, { mostBytes, unpack });
  for (const part of parts) {
    const name = part.tensor ?? (names.length === 1 ? (names[0] as string) : undefined);
    if (name === undefined) {
      throw new Refusal(
        `${file} holds ${names.length} arrays (${names.slice(0, 10).join(', ')}), and the manifest does not say which of them is ${part.layer}.`,
        'Name one as `tensor` of the shard.',
      );
    }
    // A file of one array has no name for it, so that any is right.
    const stored = await array(names.length === 1 && names[0] === '' ? '' : name);
    const title = `${file}${name === '' ? '' : `, array ${JSON.stringify(name)}`}`;
    yield { stored: checked(stored, part, title), part, title };
  }
}

function bytesOf({ layout, stimuli }: ArrayPart): number {
  const { shape, stimulusAxis, dtype } = layout;
  return (productOf(shape) / (shape[stimulusAxis] as number)) * stimuli * ELEMENT_BYTES[dtype];
}

/** The array, where it is what the manifest says. */
function checked(stored: StoredArray, { layer, layout, stimuli }: ArrayPart, title: string): StoredArray {
  const { stimulusAxis, unitAxis, dtype } = layout;
  const expected = layout.shape.map((extent, axis) => (axis === stimulusAxis ? stimuli : extent));
  const rank = stored.shape.length === expected.length;
  const wrong = expected.findIndex((extent, axis) => stored.shape[axis] !== extent);
  if (!rank || wrong >= 0) {
    const what = !rank ? 'axes' : wrong === unitAxis ? 'units' : wrong === stimulusAxis ? 'stimuli' : 'positions';
    throw new Refusal(
      `${title} has the shape (${stored.shape.join(', ')}) where (${expected.join(', ')}) was expected of ${layer}: other ${what}.`,
      'Correct `shape`, `unitAxis` or the shards in the manifest, or send the array that it describes.',
    );
  }
  // NumPy knows bfloat16 by its size alone, and some write its bits as whole numbers.
  const bits = dtype === 'bfloat16' && (stored.type === 'uint16' || stored.type === 'bfloat16');
  if (stored.type !== dtype && !bits) {
    throw new Refusal(
      `${title} is of ${stored.type} where the manifest says ${dtype}.`,
      'Correct `dtype` in the manifest, or send the array that it describes.',
    );
  }
  if (bits && stored.type === 'uint16') return Object.assign(stored, { type: 'bfloat16' });
  return stored;
}

async function convertPart(
  stored: StoredArray,
  part: ArrayPart,
  title: string,
  { store, shardBytes }: Required<Omit<Conversion, 'unpack'>>,
): Promise<ConvertedPart> {
  const { layout, firstStimulus, stimuli } = part;
  const { shape, stimulusAxis, unitAxis } = layout;
  const units = shape[unitAxis] as number;
  const positions = productOf(positionsOf(layout));
  const perShard = Math.min(stimuli, Math.max(1, Math.floor(shardBytes / (4 * units * positions))));
  const window = stored.window(stimulusAxis, perShard);
  const shards: Shard[] = [];
  let moments = noMoments(units);
  for (let first = 0; first < stimuli; first += window) {
    const read = Math.min(window, stimuli - first);
    const slab = await stored.slab(stimulusAxis, first, read);
    for (let done = 0; done < read; done += perShard) {
      const count = Math.min(perShard, read - done);
      const samples = count * positions;
      const values = new Float32Array(units * samples);
      arrange(slab, layout, done, count, values);
      const start = firstStimulus + first + done;
      const own = momentsOf(values, units, samples, ({ unit, sample, value }) => {
        const stimulus = start + Math.floor(sample / positions);
        const place = positions === 1 ? '' : `, position ${sample % positions}`;
        throw new Refusal(
          `${title}: unit ${unit} of ${part.layer} is ${value} on stimulus ${stimulus} (stimulus ${stimulus - firstStimulus} of the file${place}).`,
          `Activations must be finite${layout.dtype === 'float64' ? ' as float32' : ''}: leave that stimulus out of all recordings, or record it again.`,
        );
      });
      moments = mergeMoments(moments, own);
      const bytes = encodeSafetensors(
        new Map([['activations', { type: 'F32', shape: [units, samples], data: values }]]),
      );
      const digest = await store.writeBlob(bytes);
      shards.push({ digest, bytes: bytes.length, firstStimulus: start, stimuli: count, samples });
    }
  }
  return { shards, moments };
}
