import type { Range } from '../../threads/task.js';
import type { CodeBlock } from '../backend.js';
import { countShaderFor } from './countShader.js';
import type { Device } from './device.js';
import { type Tile, tilesOf } from './tiles.js';
import { Uploads } from './uploads.js';

const COUNT = Uint32Array.BYTES_PER_ELEMENT;

/** Groups that keep a large GPU busy: fewer pairs of units than that are counted in slices of samples. */
const BUSY_GROUPS = 2048;

/** Words of four samples that are worth a group. */
const SLICE = 1024;

/** Joint counts on a GPU, in integers: only codes travel there, and counts back. */
export class JointCounts {
  readonly #device: Device;
  readonly #uploads: Uploads<CodeBlock>;

  constructor(device: Device) {
    this.#device = device;
    this.#uploads = new Uploads(device, (block, units, samples) => [codesOf(block, units, samples)]);
  }

  /** Adds them to `sums`: (left.units * left.depth) x (right.units * right.depth). Where the device fails, these are as they were. */
  async add(left: CodeBlock, right: CodeBlock, sums: Int32Array): Promise<void> {
    const extents = { rows: left.units, columns: right.units, samples: left.samples };
    const resultBytes = COUNT * left.depth * right.depth;
    const tiles = tilesOf({ ...extents, sampleBytes: 1, resultBytes }, this.#device.largestArray);
    const before = tiles.length > 1 ? sums.slice() : undefined;
    try {
      for (const tile of tiles) addTile(sums, left, right, tile, await this.#tile(left, right, tile));
    } catch (error) {
      if (before !== undefined) sums.set(before);
      throw error;
    }
  }

  #tile(left: CodeBlock, right: CodeBlock, { rows, columns, samples }: Tile): Promise<Uint32Array> {
    const [p, q] = [rows.end - rows.first, columns.end - columns.first];
    const bytes = COUNT * p * left.depth * q * right.depth;
    const words = Math.ceil((samples.end - samples.first) / 4);
    const slices = Math.max(1, Math.min(Math.ceil(BUSY_GROUPS / (p * q)), Math.ceil(words / SLICE)));
    const shader = countShaderFor(left.depth, right.depth);
    const parameters = [q, words, left.depth, right.depth, Math.ceil(words / slices)];
    return this.#device.attempt(async () => {
      const x = this.#uploads.take(left, rows, samples);
      const y = this.#uploads.take(right, columns, samples);
      const counts = this.#device.room(bytes, { zero: true });
      try {
        this.#device.run(shader, parameters, [...x.buffers, ...y.buffers, counts], [q, p, slices]);
        return new Uint32Array(await this.#device.read(counts, bytes));
      } finally {
        x.giveBack();
        y.giveBack();
        this.#device.giveBack(counts);
      }
    });
  }
}

/** Whole rows of fours, filled up with code 0, which is counted nowhere. */
function codesOf({ samples: all, codes }: CodeBlock, units: Range, samples: Range): Uint32Array {
  const count = samples.end - samples.first;
  const stride = Math.ceil(count / 4) * 4;
  const rows = new Uint8Array((units.end - units.first) * stride);
  for (let unit = units.first; unit < units.end; unit++)
    rows.set(codes.subarray(unit * all + samples.first, unit * all + samples.end), (unit - units.first) * stride);
  return new Uint32Array(rows.buffer);
}

function addTile(sums: Int32Array, left: CodeBlock, right: CodeBlock, tile: Tile, counts: Uint32Array): void {
  const width = right.units * right.depth;
  const columns = (tile.columns.end - tile.columns.first) * right.depth;
  const first = tile.rows.first * left.depth * width + tile.columns.first * right.depth;
  for (let row = 0; row * columns < counts.length; row++) {
    const own = sums.subarray(first + row * width, first + row * width + columns);
    for (let column = 0; column < columns; column++)
      own[column] = (own[column] as number) + (counts[row * columns + column] as number);
  }
}
