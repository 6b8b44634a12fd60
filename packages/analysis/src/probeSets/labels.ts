import { bytesInMemory } from '../arrays/byteSource.js';
import { openNpy } from '../arrays/npyArray.js';
import { Refusal } from '../errors.js';
import type { Labels } from './probeSetOptions.js';
import { linesOf } from './textFile.js';

const MOST_CLASSES = 100_000;
const LONGEST_CLASS = 200;

/**
 * Labels by the names of classes: those that are given in their order, else those that occur, numbers by size and words by
 * the alphabet.
 * @param where of a stimulus, for messages
 * @throws Refusal for a class that is none of those given
 */
export function labelsOf(
  found: readonly string[],
  given: readonly string[] | null,
  where: (stimulus: number) => string,
): Labels {
  const classes = given ?? [...new Set(found)].sort(inOrder);
  const places = new Map(classes.map((name, place) => [name, place]));
  if (places.size !== classes.length || classes.length > MOST_CLASSES) {
    throw new Refusal(
      places.size === classes.length
        ? `There are ${classes.length} classes.`
        : `classes names ${JSON.stringify(classes.find((name, place) => places.get(name) !== place))} twice.`,
      `Give each class once, ${MOST_CLASSES} at most.`,
    );
  }
  const indices = Int32Array.from(found, (name, stimulus) => {
    const place = places.get(name);
    if (place !== undefined && name.length <= LONGEST_CLASS) return place;
    throw new Refusal(
      place === undefined
        ? `${where(stimulus)} is of class ${JSON.stringify(name.slice(0, 80))}, which is none of the classes given.`
        : `The class of ${where(stimulus)} is ${name.length} characters long.`,
      place === undefined ? 'Add it to classes, or correct the label.' : `Use names of ${LONGEST_CLASS} at most.`,
    );
  });
  return { classes, indices };
}

/**
 * Labels out of a file beside the stimuli: a `.npy` of whole numbers, which count classes from 0 where classes are given, or
 * a text file with one class a line.
 * @throws Refusal where there are not as many as stimuli
 */
export async function readLabels(
  bytes: Uint8Array,
  count: number,
  given: readonly string[] | null,
  file = 'The file of labels',
): Promise<Labels> {
  const isArray = Buffer.from(bytes.subarray(0, 6)).toString('latin1') === '\x93NUMPY';
  if (isArray) {
    const array = openNpy(bytesInMemory(bytes), file);
    if (array.shape.length !== 1 || !/int|bool/.test(array.type)) {
      throw new Refusal(
        `${file} is (${array.shape.join(', ')}) of ${array.type}.`,
        'Give one whole number a stimulus: numpy.save of labels.astype(numpy.int64).',
      );
    }
    checkCount(array.shape[0] as number, count, file);
    return numberedLabels((await array.slab(0, 0, count)).values, given);
  }
  const lines = linesOf(bytes, file);
  checkCount(lines.length, count, file);
  return labelsOf(lines, given, (stimulus) => `Line ${stimulus + 1} of the labels`);
}

/** Labels that are whole numbers: places in the classes where these are given, else names themselves. */
export function numberedLabels(numbers: ArrayLike<number>, given: readonly string[] | null): Labels {
  const found = Array.from(numbers, (number, stimulus) => {
    if (given === null) return String(number);
    const name = given[number];
    if (name !== undefined) return name;
    throw new Refusal(
      `Stimulus ${stimulus} is of class ${number}, and ${given.length} classes are named.`,
      `Name all classes, or correct the label: they count from 0.`,
    );
  });
  return labelsOf(found, given, (stimulus) => `Stimulus ${stimulus}`);
}

function checkCount(found: number, count: number, file: string): void {
  if (found === count) return;
  throw new Refusal(`${file} has ${found} labels for ${count} stimuli.`, 'Give one a stimulus, in their order.');
}

function inOrder(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && Number.isFinite(left) && Number.isFinite(right)) return left - right;
  return a < b ? -1 : Number(a > b);
}
