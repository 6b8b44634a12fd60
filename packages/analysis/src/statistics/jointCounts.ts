import type { Backend, CodeBlock } from '../backends/backend.js';
import { addTallies } from '../backends/tallyCodes.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import type { BinEdges } from './binEdges.js';
import { Coder } from './codes.js';

/** Samples of one block of codes, which takes 8 MB at most. */
export const CODED_SAMPLES = 32768;

/** Samples that are read at a time, of all units of a recording. */
const READ_SAMPLES = 8192;

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
  take: (tile: JointCounts) => void,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const tiles = tilesOf(left.recording.units).flatMap((rows) =>
    tilesOf(right.recording.units)
      .filter((columns) => !sameRecording || columns.first >= rows.first)
      .map((columns) => ({ rows, columns })),
  );
  for (const [index, tile] of tiles.entries()) {
    take(
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
  const joint = new Int32Array(rows.units * x.depth * columns.units * y.depth);
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
  readonly #buffer: Float32Array;

  constructor(
    { recording, edges }: BinnedRecording,
    store: Store,
    readonly first: number,
    readonly units: number,
  ) {
    this.#coder = new Coder(edges);
    this.#reader = new RecordingReader(recording, store);
    this.#buffer = new Float32Array(recording.units * Math.min(READ_SAMPLES, recording.samples));
    this.counts = new Float64Array(units * (this.#coder.depth + 1));
  }

  get depth(): number {
    return this.#coder.depth;
  }

  async read(first: number, count: number): Promise<CodeBlock> {
    const depth = this.depth;
    const block = { units: this.units, samples: count, depth, codes: new Uint8Array(this.units * count) };
    const units = [this.first, this.first + this.units] as const;
    for (let done = 0; done < count; done += READ_SAMPLES) {
      const samples = Math.min(READ_SAMPLES, count - done);
      const values = await this.#reader.samples(first + done, samples, this.#buffer);
      this.#coder.code(values, samples, units, block, done);
    }
    addTallies(block, this.counts);
    return block;
  }
}

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
