import type { CodeBlock } from './backend.js';
import { type CountingKernel, MOST_ROWS, openCountingKernel, ROW_BYTES } from './countingKernel.js';
import { PARTS, placeCodes, tallyCodes } from './tallyCodes.js';

/** Samples at a time: their rows of bytes, 256 KB, stay in a core's own cache while all of the left's units pass. */
const STRIP = 2048;

/** Samples of which rows are written at a time: 16 KB. */
const WRITTEN = 128;

/**
 * Adds to `sums` how often the codes of the left's units meet those of the right's: (left.units * left.depth) x (right.units *
 * right.depth), row-major. One-hot codes are zeros but for a few percent, so they are not multiplied: for each code of the left, the
 * right's one-hot codes of the samples that have it are added up, as bytes, 128 columns at a time. No sample is looked at where
 * the left's unit is silent.
 */
export function addCodeCounts(left: CodeBlock, right: CodeBlock, sums: Int32Array): void {
  const rows = left.units * left.depth;
  const width = right.units * right.depth;
  const strips = Array.from({ length: Math.ceil(left.samples / STRIP) }, (_, index) => ({
    first: index * STRIP,
    end: Math.min((index + 1) * STRIP, left.samples),
  }));
  const listed = 2 * left.units * left.samples;
  const hotAt = ROW_BYTES * Math.ceil(listed / ROW_BYTES);
  const countsAt = hotAt + ROW_BYTES * STRIP;
  const { buffer, functions } = openKernel(countsAt + 4 * ROW_BYTES * rows);
  const lists = new Uint16Array(buffer, 0, left.units * left.samples);
  const hot = new Uint8Array(buffer, hotAt, ROW_BYTES * STRIP);
  const counts = new Int32Array(buffer, countsAt, ROW_BYTES * rows);
  const starts = strips.map((strip) => listSamples(left, strip, lists));
  for (let column = 0; column < width; column += ROW_BYTES) {
    counts.fill(0);
    strips.forEach((strip, index) => {
      writeHot(right, strip, column, hot);
      countRows(functions, starts[index] as Int32Array, hotAt, countsAt);
    });
    const columns = Math.min(ROW_BYTES, width - column);
    for (let row = 0; row < rows; row++) {
      const to = row * width + column;
      const from = row * ROW_BYTES;
      for (let index = 0; index < columns; index++)
        sums[to + index] = (sums[to + index] as number) + (counts[from + index] as number);
    }
  }
}

let opened: ReturnType<typeof openCountingKernel> | undefined;

/** The kernel used last where its memory is large enough: memories are freed late. */
function openKernel(bytes: number): ReturnType<typeof openCountingKernel> {
  if (opened === undefined || opened.buffer.byteLength < bytes) opened = openCountingKernel(bytes);
  return opened;
}

interface Strip {
  readonly first: number;
  readonly end: number;
}

/**
 * Lists, for each unit and code from 1 on, its samples, as places in the strip. Code 0 is listed, too, where the next unit's lists will
 * lie: a branch would be guessed wrong half of the time.
 * @returns units * depth + 1 places in `lists`: where each list begins, and where the last ends
 */
function listSamples(
  { units, samples, depth, codes }: CodeBlock,
  { first, end }: Strip,
  lists: Uint16Array,
): Int32Array {
  const starts = new Int32Array(units * depth + 1);
  const width = depth + 1;
  const next = new Int32Array(PARTS * width);
  let used = units * first;
  for (let unit = 0; unit < units; unit++) {
    const from = unit * samples + first;
    tallyCodes(codes, from, from + end - first, depth, next);
    for (let turn = 1; turn <= width; turn++) {
      const code = turn % width;
      if (code !== 0) starts[unit * depth + code - 1] = used;
      let place = used;
      for (let index = code; index < next.length; index += width) {
        const count = next[index] as number;
        next[index] = place;
        place += count;
      }
      if (code !== 0) used = place;
    }
    placeCodes(codes, from, from + end - first, depth, next, lists);
  }
  starts[units * depth] = used;
  return starts;
}

/** Columns `column` to `column + ROW_BYTES` of the one-hot codes: samples x ROW_BYTES. */
function writeHot({ units, samples, depth, codes }: CodeBlock, strip: Strip, column: number, hot: Uint8Array): void {
  hot.fill(0);
  const end = Math.min(units, Math.ceil((column + ROW_BYTES) / depth));
  for (let first = strip.first; first < strip.end; first += WRITTEN) {
    const last = Math.min(first + WRITTEN, strip.end);
    for (let unit = Math.floor(column / depth); unit < end; unit++) {
      const from = unit * samples;
      const place = unit * depth - 1 - column;
      for (let sample = first; sample < last; sample++) {
        const code = codes[from + sample] as number;
        // 0 for code 0, which writes it to code 1's place: cheaper than a branch.
        const one = -code >>> 31;
        const at = place + code + 1 - one;
        if (at >= 0 && at < ROW_BYTES) hot[(sample - strip.first) * ROW_BYTES + at] = one;
      }
    }
  }
}

function countRows(kernel: CountingKernel, starts: Int32Array, hot: number, counts: number): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    const end = starts[row + 1] as number;
    const into = counts + 4 * ROW_BYTES * row;
    for (let from = starts[row] as number; from < end; from += MOST_ROWS)
      kernel.addRows(2 * from, 2 * Math.min(end, from + MOST_ROWS), hot, into);
  }
}
