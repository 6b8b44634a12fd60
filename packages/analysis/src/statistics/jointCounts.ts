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
  // All tiles work in the same memory, since what threads share is freed late.
  const sides = [new CodingSide(left, store), new CodingSide(right, store)] as const;
  const room = sharedArray(Int32Array, sides[0].most * sides[0].depth * sides[1].most * sides[1].depth);
  for (const [index, { rows, columns }] of tiles.entries()) {
    const joint = room.subarray(0, rows.units * sides[0].depth * columns.units * sides[1].depth).fill(0);
    const x = new CodedReader(sides[0], rows);
    const y = sameRecording && rows.first === columns.first ? x : new CodedReader(sides[1], columns);
    await take(await countTile(joint, x, y, backend, (fraction) => report((index + fraction) / tiles.length)));
  }
}

async function countTile(
  joint: Int32Array,
  x: CodedReader,
  y: CodedReader,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<JointCounts> {
  const { samples } = x.side.binned.recording;
  const [rows, columns] = [x.tile, y.tile];
  for (let first = 0; first < samples; first += CODED_SAMPLES) {
    const count = Math.min(CODED_SAMPLES, samples - first);
    const leftCodes = await x.read(first, count);
    const rightCodes = y === x ? leftCodes : await y.read(first, count);
    await backend.addCodeCounts(leftCodes, rightCodes, joint);
    await report((first + count) / samples);
  }
  return {
    ...{ firstRow: rows.first, rows: rows.units, firstColumn: columns.first, columns: columns.units, samples },
    ...{ leftDepth: x.side.depth, rightDepth: y.side.depth, joint, leftCounts: x.counts, rightCounts: y.counts },
  };
}

/** A recording that is read once for each tile, and the memory that this takes. */
class CodingSide {
  readonly coder: Coder;
  readonly reader: RecordingReader;
  /** Units of a tile, at most. */
  readonly most: number;
  /** Samples of a buffer. */
  readonly step: number;
  readonly buffers: readonly [Float32Array, Float32Array];
  readonly codes: Uint8Array;

  constructor(
    readonly binned: BinnedRecording,
    store: Store,
  ) {
    const { recording, edges } = binned;
    this.coder = Coder.of(edges);
    this.reader = new RecordingReader(recording, store);
    this.most = Math.min(TILE, recording.units);
    this.step = Math.min(READ_SAMPLES, recording.samples, Math.max(1, Math.floor(READ_VALUES / recording.units)));
    const values = recording.units * this.step;
    this.buffers = [sharedArray(Float32Array, values), sharedArray(Float32Array, values)];
    this.codes = sharedArray(Uint8Array, this.most * Math.min(CODED_SAMPLES, recording.samples));
  }

  get depth(): number {
    return this.coder.depth;
  }
}

/** Reads blocks of a recording as codes of the units of a tile, counting each code. */
class CodedReader {
  readonly counts: Float64Array;

  constructor(
    readonly side: CodingSide,
    readonly tile: UnitTile,
  ) {
    this.counts = sharedArray(Float64Array, tile.units * (side.depth + 1));
  }

  /** There until the next one is read. */
  async read(first: number, count: number): Promise<CodeBlock> {
    const { units, first: firstUnit } = this.tile;
    const { coder, reader, step, buffers, depth } = this.side;
    const block = { units, samples: count, depth, codes: this.side.codes.subarray(0, units * count) };
    const ranges = rangesOf(units, units * count < WORTH_SHARING ? 1 : 4 * threads.count);
    await readAhead(
      Math.ceil(count / step),
      async (index) => {
        const samples = Math.min(step, count - index * step);
        return reader.samples(first + index * step, samples, buffers[(index % 2) as 0 | 1]);
      },
      async (values, index) => {
        const samples = values.length / reader.recording.units;
        const coding = { values, samples, coder: coder.shared, firstUnit, column: index * step };
        await threads.run(codeUnits, { ...coding, block, counts: this.counts }, ranges);
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
