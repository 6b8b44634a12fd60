import type { Backend } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import type { BinEdges } from './binEdges.js';
import { Coder } from './codes.js';

/** Samples of one block: the device is busy, and a block's one-hot codes take some tens of megabytes. */
const BLOCK_SAMPLES = 8192;

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
  const rowTiles = tilesOf(left.recording.units);
  const tiles = rowTiles.flatMap((firstRow) =>
    tilesOf(right.recording.units)
      .filter((firstColumn) => !sameRecording || firstColumn >= firstRow)
      .map((firstColumn) => ({ firstRow, firstColumn })),
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
  at: { readonly firstRow: number; readonly firstColumn: number; readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<JointCounts> {
  const samples = left.recording.samples;
  const rows = Math.min(TILE, left.recording.units - at.firstRow);
  const columns = Math.min(TILE, right.recording.units - at.firstColumn);
  const x = new CodedReader(left, at.store, at.firstRow, rows);
  const itself = sameRecording && at.firstRow === at.firstColumn;
  const y = itself ? x : new CodedReader(right, at.store, at.firstColumn, columns);
  const joint = new Int32Array(rows * x.depth * columns * y.depth);
  for (let first = 0; first < samples; first += BLOCK_SAMPLES) {
    const count = Math.min(BLOCK_SAMPLES, samples - first);
    const leftCodes = await x.read(first, count);
    const rightCodes = itself ? leftCodes : await y.read(first, count);
    addTo(joint, await at.backend.codeProducts(leftCodes, rightCodes));
    await report((first + count) / samples);
  }
  return {
    ...{ firstRow: at.firstRow, rows, firstColumn: at.firstColumn, columns, samples },
    ...{ leftDepth: x.depth, rightDepth: y.depth, joint, leftCounts: x.counts, rightCounts: y.counts },
  };
}

function addTo(sums: Int32Array, terms: Int32Array): void {
  for (let index = 0; index < sums.length; index++)
    sums[index] = ((sums[index] as number) + (terms[index] as number)) | 0;
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
    this.#buffer = new Float32Array(recording.units * Math.min(BLOCK_SAMPLES, recording.samples));
    this.counts = new Float64Array(units * (this.#coder.depth + 1));
  }

  get depth(): number {
    return this.#coder.depth;
  }

  async read(first: number, count: number) {
    const values = await this.#reader.samples(first, count, this.#buffer);
    return this.#coder.code(values, count, this.first, this.first + this.units, this.counts);
  }
}

function tilesOf(units: number): number[] {
  return Array.from({ length: Math.ceil(units / TILE) }, (_, index) => index * TILE);
}
