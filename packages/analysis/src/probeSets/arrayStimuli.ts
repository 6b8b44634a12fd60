import type { ArrayFile } from '../arrays/arrayFile.js';
import type { ElementType } from '../arrays/elementTypes.js';
import { productOf, type Slab, type StoredArray, stridesOf } from '../arrays/storedArray.js';
import { Refusal } from '../errors.js';
import { npyRoom } from '../formats/npy.js';
import { stimulusShape } from '../recordings/stimuli.js';
import { numberedLabels } from './labels.js';
import type { Labels, MadeStimuli, PlannedStimuli, ProbeSetOptions, Report } from './probeSetOptions.js';

/** Bytes of an array that are read at a time. */
const PIECE_BYTES = 32 * 2 ** 20;
/** Whole numbers up to this are the same as float32. */
const LARGEST_WHOLE = 2 ** 24;

/**
 * Arrays as stimuli, the first axis counting them: rows of features or tokens, images with their channels first or last, or
 * without any. In a file of two, the one that is a list of whole numbers has the labels.
 * @throws Refusal that names the array
 */
export async function planArray(opened: ArrayFile, file: string, options: ProbeSetOptions): Promise<PlannedStimuli> {
  const { title, stored, labels } = await choose(opened, file, options);
  const [count = 0, ...extents] = stored.shape;
  if (extents.length < 1 || extents.length > 3 || stored.shape.some((extent) => extent < 1)) {
    throw new Refusal(
      `${title} has the shape (${stored.shape.join(', ')}).`,
      'Stimuli are N x features, N x tokens, N x height x width, N x height x width x channels, or N x channels x height x width.',
    );
  }
  const type = typeOf(stored.type);
  const shape = stimulusShape(extents);
  return {
    source: 'ARRAY',
    count,
    shape,
    bytes: productOf(stored.shape) * (type === '|u1' ? 1 : 4),
    sizes: null,
    labels,
    names: null,
    notes: [
      shape.length === 3
        ? `Images of ${shape[0]} ${shape[0] === 1 ? 'channel' : 'channels'}, ${shape[1]} x ${shape[2]}`
        : `Rows of ${shape[0]} ${type === '<f4' ? 'numbers' : 'whole numbers, for networks of tokens or of features'}`,
    ],
    make: (report) => read(stored, { title, type, maximum: options.maximum }, report),
  };
}

async function choose(
  { names, array }: ArrayFile,
  file: string,
  { classes, labels: said }: ProbeSetOptions,
): Promise<{ title: string; stored: StoredArray; labels: Labels | null }> {
  const arrays = await Promise.all(names.slice(0, 100).map(async (name) => ({ name, stored: await array(name) })));
  const lists = arrays.filter(({ stored }) => stored.shape.length === 1 && /int|bool/.test(stored.type));
  const others = arrays.filter((each) => !lists.includes(each));
  const [only, second] = others;
  if (only === undefined || second !== undefined || lists.length > 1 || names.length > 100) {
    throw new Refusal(
      `${file} holds ${names.length} arrays (${names.slice(0, 8).join(', ')}), of which one has to be the stimuli, and one more may be a list of labels.`,
      'Save these two alone: numpy.savez(file, stimuli=…, labels=…).',
    );
  }
  const title = only.name === '' ? file : `Array ${JSON.stringify(only.name)} of the file`;
  const list = lists[0];
  if (list === undefined || said !== null) return { title, stored: only.stored, labels: null };
  const [count, labelled] = [only.stored.shape[0] ?? 0, list.stored.shape[0] ?? 0];
  if (count !== labelled) {
    throw new Refusal(
      `${title} holds ${count} stimuli, and ${JSON.stringify(list.name)} ${labelled} labels.`,
      'Give one label a stimulus.',
    );
  }
  const { values } = await list.stored.slab(0, 0, count);
  return { title, stored: only.stored, labels: numberedLabels(values, classes) };
}

function typeOf(type: ElementType): MadeStimuli['type'] {
  if (type === 'uint8' || type === 'bool') return '|u1';
  return /int/.test(type) ? '<i4' : '<f4';
}

async function read(
  stored: StoredArray,
  { title, type, maximum }: { title: string; type: MadeStimuli['type']; maximum: number | null },
  report: Report,
): Promise<MadeStimuli> {
  const { shape } = stored;
  const [count = 0] = shape;
  const size = productOf(shape.slice(1));
  const { file, data } = npyRoom(type, shape);
  const window = stored.window(0, Math.min(count, Math.max(1, Math.floor(PIECE_BYTES / (4 * size)))));
  let most = 0;
  for (let first = 0; first < count; first += window) {
    const some = Math.min(window, count - first);
    const values = inOrder(await stored.slab(0, first, some), [some, ...shape.slice(1)]);
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      const isSound = type === '<f4' ? Number.isFinite(value) : Math.abs(value) <= LARGEST_WHOLE;
      if (!isSound) {
        const stimulus = first + Math.floor(index / size);
        throw new Refusal(
          `${title}: stimulus ${stimulus} holds ${value}.`,
          type === '<f4'
            ? 'Stimuli must be finite numbers.'
            : `Whole numbers must be from -${LARGEST_WHOLE} to ${LARGEST_WHOLE}.`,
        );
      }
      if (value > most) most = value;
    }
    data.set(values, first * size);
    await report((first + some) / count, 'reading the array');
  }
  const white = stored.type === 'uint8' ? 255 : most || 1;
  return { type, shape, data, file, maximum: maximum ?? white };
}

/** The values of a slab with the last axis varying fastest. */
function inOrder({ values, strides }: Slab, shape: readonly number[]): Float32Array {
  const length = productOf(shape);
  const usual = stridesOf(shape);
  if (usual.every((stride, axis) => stride === strides[axis] || shape[axis] === 1)) return values.subarray(0, length);
  const ordered = new Float32Array(length);
  const place = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < length; to++) {
    ordered[to] = values[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis] as number;
      if (++(place[axis] as number) < (shape[axis] as number)) break;
      from -= (strides[axis] as number) * (shape[axis] as number);
      place[axis] = 0;
    }
  }
  return ordered;
}
