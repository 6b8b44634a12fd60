import type { Backend, CodeBlock } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { readAhead } from '../threads/readAhead.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { type Range, rangesOf, taskOf } from '../threads/task.js';
import { threads } from '../threads/threads.js';
import type { BinEdges } from './binEdges.js';
import { Coder } from './codes.js';

/** Samples of one block of codes, which takes 15 MB at most. */
export const CODED_SAMPLES = 61440;

/** Samples that are read at a time, of all units of a recording, at most; and values, which bound them in wide layers: 16 MB. */
const READ_SAMPLES = 8192;
const READ_VALUES = 2 ** 22;

/** Values that pay a second thread. */
const WORTH_SHARING = 2 ** 19;

/** Units of either side whose joint counts are held at once. */
const TILE = 256;

export interface BinnedRecording {
  readonly recording: Recording;
  readonly edges: BinEdges;
}

/** Joint counts of some units of the left with some of the right, over all samples. */
export interface JointCounts {
  readonly firstRow: number;
  readonly rows: number;
  readonly firstColumn: number;
  readonly columns: number;
  readonly samples: number;
  readonly leftDepth: number;
  readonly rightDepth: number;
  /** (rows * leftDepth) x (columns * rightDepth), for the codes from 1 on. */
  readonly joint: Int32Array;
  /** rows x (leftDepth + 1): each unit's own counts, code 0 included. */
  readonly leftCounts: Float64Array;
  /** columns x (rightDepth + 1). */
  readonly rightCounts: Float64Array;
}

/**
 * Counts, exactly, how often the bins of every unit of the left meet those of every unit of the right: one pass over both
 * recordings for each tile of 256 x 256 units. Of a recording with itself, tiles below the diagonal are left out.
 * @param take is given each tile when it is finished
 */
export async function jointCounts(
  left: BinnedRecording,
  right: BinnedRecording,
  sameRecording: boolean,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  take: (tile: JointCounts) => Promise<void>,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const tiles = tilesOf(left.recording.units).flatMap((rows) =>
    tilesOf(right.recording.units)
      .filter((columns) => !sameRecording || columns.first >= rows.first)
      .map((columns) => ({ rows, columns })),
  );
  for (const [index, tile] of tiles.entries()) {
    await take(
      await countTile(left, right, sameRecording, { ...tile, store, backend }, (fraction) =>
        report((index + fraction) / tiles.length),
      ),
    );
  }
}

async function countTile(
  left: BinnedRecording,
  right: BinnedRecording,
  sameRecording: boolean,
  at: { readonly rows: UnitTile; readonly columns: UnitTile; readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<JointCounts> {
  const samples = left.recording.samples;
  const { rows, columns } = at;
  const x = new CodedReader(left, at.store, rows.first, rows.units);
  const itself = sameRecording && rows.first === columns.first;
  const y = itself ? x : new CodedReader(right, at.store, columns.first, columns.units);
  const joint = sharedArray(Int32Array, rows.units * x.depth * columns.units * y.depth);
  for (let first = 0; first < samples; first += CODED_SAMPLES) {
    const count = Math.min(CODED_SAMPLES, samples - first);
    const leftCodes = await x.read(first, count);
    const rightCodes = itself ? leftCodes : await y.read(first, count);
    await at.backend.addCodeCounts(leftCodes, rightCodes, joint);
    await report((first + count) / samples);
  }
  return {
    ...{ firstRow: rows.first, rows: rows.units, firstColumn: columns.first, columns: columns.units, samples },
    ...{ leftDepth: x.depth, rightDepth: y.depth, joint, leftCounts: x.counts, rightCounts: y.counts },
  };
}

/** Reads blocks of a recording as codes of some of its units, counting each code. */
class CodedReader {
  readonly counts: Float64Array;
  readonly #coder: Coder;
  readonly #reader: RecordingReader;
  /** Samples of a buffer. */
  readonly #step: number;
  readonly #buffers: readonly [Float32Array, Float32Array];

  constructor(
    { recording, edges }: BinnedRecording,
    store: Store,
    readonly first: number,
    readonly units: number,
  ) {
    this.#coder = Coder.of(edges);
    this.#reader = new RecordingReader(recording, store);
    this.#step = Math.min(READ_SAMPLES, recording.samples, Math.max(1, Math.floor(READ_VALUES / recording.units)));
    const values = recording.units * this.#step;
    this.#buffers = [sharedArray(Float32Array, values), sharedArray(Float32Array, values)];
    this.counts = sharedArray(Float64Array, units * (this.depth + 1));
  }

  get depth(): number {
    return this.#coder.depth;
  }

  async read(first: number, count: number): Promise<CodeBlock> {
    const codes = sharedArray(Uint8Array, this.units * count);
    const block = { units: this.units, samples: count, depth: this.depth, codes };
    const parts = this.units * count < WORTH_SHARING ? 1 : 4 * threads.count;
    const units = rangesOf(this.units, parts);
    const step = this.#step;
    await readAhead(
      Math.ceil(count / step),
      async (index) => {
        const samples = Math.min(step, count - index * step);
        const buffer = this.#buffers[(index % 2) as 0 | 1];
        return this.#reader.samples(first + index * step, samples, buffer);
      },
      async (values, index) => {
        const samples = values.length / this.#reader.recording.units;
        const from = {
          values,
          samples,
          coder: this.#coder.shared,
          firstUnit: this.first,
          column: index * step,
        };
        await threads.run(codeUnits, { ...from, block, counts: this.counts }, units);
      },
    );
    return block;
  }
}

interface Coding {
  /** Units of the recording x samples. */
  readonly values: Float32Array;
  readonly samples: number;
  readonly coder: Coder['shared'];
  /** Which unit of the recording is the block's first. */
  readonly firstUnit: number;
  readonly block: CodeBlock;
  /** Where the samples belong in the block. */
  readonly column: number;
  /** Units of the block x (depth + 1). */
  readonly counts: Float64Array;
}

/** Codes of some of a block's units. */
export const codeUnits = taskOf(
  import.meta.url,
  'codeUnits',
  ({ values, samples, coder, firstUnit, block, column, counts }: Coding, { first, end }: Range) => {
    const units = [firstUnit + first, firstUnit + end] as const;
    const into = { ...block, units: end - first, codes: block.codes.subarray(first * block.samples) };
    Coder.from(coder).code(values, samples, units, into, column, counts.subarray(first * (block.depth + 1)));
  },
);

/** Units whose joint counts are held at once. */
export interface UnitTile {
  readonly first: number;
  readonly units: number;
}

export function tilesOf(units: number): UnitTile[] {
  return Array.from({ length: Math.ceil(units / TILE) }, (_, index) => ({
    first: index * TILE,
    units: Math.min(TILE, units - index * TILE),
  }));
}
