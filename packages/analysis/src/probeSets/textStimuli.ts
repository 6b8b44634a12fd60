import { Refusal } from '../errors.js';
import { npyRoom } from '../formats/npy.js';
import type { PlannedStimuli, TextOptions } from './probeSetOptions.js';
import { linesOf } from './textFile.js';

/** Tokens of one stimulus, at most: what the longest contexts take. */
const LONGEST = 131_072;
/** Characters of a line that are kept as its name. */
const LONGEST_NAME = 200;
const UNKNOWN = ['[UNK]', '<unk>'];

/**
 * Lines of text as rows of tokens: their bytes, or their words by a vocabulary. All rows have one length.
 * @throws Refusal that names the line
 */
export function planText(
  bytes: Uint8Array,
  file: string,
  text: TextOptions,
  vocabulary: Uint8Array | null,
): PlannedStimuli {
  const lines = linesOf(bytes, file);
  if (lines.length === 0) throw new Refusal(`${file} is empty.`, 'Send one stimulus a line.');
  const { tokenize, size, note } = tokenizerOf(text, vocabulary);
  const rows = lines.map((line, index) => tokenize(line, index));
  const empty = rows.findIndex((row) => row.length === 0);
  if (empty >= 0) throw new Refusal(`${file}: line ${empty + 1} is empty.`, 'Take it out, or write something in it.');
  const lengths = rows.map((row) => row.length);
  const [shortest, longest] = lengths.reduce(
    ([least, most], length) => [Math.min(least, length), Math.max(most, length)],
    [Number.POSITIVE_INFINITY, 0],
  );
  const length = text.length ?? longest;
  if (text.length === null && shortest !== longest) {
    throw new Refusal(
      `${file}: line ${lengths.indexOf(longest) + 1} has ${longest} tokens and line ${lengths.indexOf(shortest) + 1} has ${shortest}.`,
      'Say how many tokens each stimulus has (length): longer lines are cut, shorter ones padded.',
    );
  }
  if (!Number.isInteger(length) || length < 1 || length > LONGEST)
    throw new Refusal(`length is ${length}.`, `Give a whole number from 1 to ${LONGEST}.`);
  if (!Number.isInteger(text.padding) || text.padding < 0 || text.padding >= size)
    throw new Refusal(`padding is ${text.padding}.`, `Give one of the ${size} tokens, counted from 0.`);
  const cut = lengths.filter((each) => each > length).length;
  const padded = lengths.filter((each) => each < length).length;
  const [type, Tokens] =
    size <= 256
      ? (['|u1', Uint8Array] as const)
      : size <= 65_536
        ? (['<u2', Uint16Array] as const)
        : (['<i4', Int32Array] as const);
  return {
    source: 'TEXT',
    count: rows.length,
    shape: [length],
    bytes: rows.length * length * Tokens.BYTES_PER_ELEMENT,
    sizes: null,
    labels: null,
    names: lines.map((line) => line.slice(0, LONGEST_NAME)),
    notes: [
      note,
      ...(cut > 0 ? [`${cut} longer than ${length} tokens ${cut === 1 ? 'is' : 'are'} cut`] : []),
      ...(padded > 0
        ? [`${padded} shorter ${padded === 1 ? 'is' : 'are'} padded with the token ${text.padding}, which networks see`]
        : []),
    ],
    make: async () => {
      const { file: made, data } = npyRoom(type, [rows.length, length]);
      data.fill(text.padding);
      for (const [index, row] of rows.entries()) data.set(row.slice(0, length), index * length);
      return { type, shape: [rows.length, length], data, file: made, maximum: Math.max(1, size - 1) };
    },
  };
}

interface Tokenizer {
  tokenize(line: string, index: number): ArrayLike<number> & { slice(start: number, end: number): ArrayLike<number> };
  /** Number of different tokens. */
  readonly size: number;
  readonly note: string;
}

function tokenizerOf({ tokenizer }: TextOptions, vocabulary: Uint8Array | null): Tokenizer {
  if (tokenizer === 'BYTES') {
    if (vocabulary !== null)
      throw new Refusal('BYTES needs no vocabulary.', 'Leave it out, or choose WORDS as the tokenizer.');
    const encoder = new TextEncoder();
    return { tokenize: (line) => encoder.encode(line), size: 256, note: 'Tokens are the bytes of each line' };
  }
  if (vocabulary === null) {
    throw new Refusal(
      'WORDS needs a vocabulary.',
      "Give a text file with one word a line, in the order of the network's tokens.",
    );
  }
  const words = linesOf(vocabulary, 'The vocabulary');
  const places = new Map(words.map((word, place) => [word, place]));
  const twice = words.find((word, place) => places.get(word) !== place);
  if (words.length === 0 || twice !== undefined)
    throw new Refusal(
      twice === undefined
        ? 'The vocabulary is empty.'
        : `The vocabulary has ${JSON.stringify(twice.slice(0, 80))} twice.`,
      'Give each word one line.',
    );
  const unknown = UNKNOWN.map((word) => places.get(word)).find((place) => place !== undefined);
  return {
    size: words.length,
    note: `Tokens are words of a vocabulary of ${words.length}`,
    tokenize: (line, index) =>
      line.split(/\s+/).flatMap((word) => {
        if (word === '') return [];
        const place = places.get(word) ?? unknown;
        if (place !== undefined) return [place];
        throw new Refusal(
          `Line ${index + 1}: ${JSON.stringify(word.slice(0, 80))} is not in the vocabulary.`,
          `Add it, or add ${UNKNOWN.join(' or ')} for what is not known.`,
        );
      }),
  };
}
