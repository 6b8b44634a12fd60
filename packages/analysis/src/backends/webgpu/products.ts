import type { Range } from '../../threads/task.js';
import type { Block } from '../backend.js';
import type { Device } from './device.js';
import { productShaderFor } from './productShader.js';
import { type Tile, tilesOf } from './tiles.js';
import { Uploads } from './uploads.js';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** Centred cross-products on a GPU, in parts that its arrays can hold; of a block with itself, the upper half. */
export class Products {
  readonly #device: Device;
  readonly #uploads: Uploads<Block>;

  constructor(device: Device) {
    this.#device = device;
    this.#uploads = new Uploads(device, (block, units, samples) => [
      rowsOf(block, units, samples),
      block.centre.subarray(units.first, units.end),
    ]);
  }

  /** @returns left.units x right.units */
  async of(left: Block, right: Block): Promise<Float32Array> {
    const extents = { rows: left.units, columns: right.units, samples: left.samples };
    const tiles = tilesOf({ ...extents, sampleBytes: FLOAT, resultBytes: FLOAT }, this.#device.largestArray);
    const [only] = tiles;
    if (only !== undefined && tiles.length === 1) return this.#tile(left, right, only);
    const products = new Float32Array(left.units * right.units);
    for (const tile of tiles) {
      const isBelow = left === right && tile.columns.end <= tile.rows.first;
      if (!isBelow) addTile(products, right.units, await this.#tile(left, right, tile), tile);
    }
    if (left === right) mirror(products, left.units);
    return products;
  }

  #tile(left: Block, right: Block, { rows, columns, samples }: Tile): Promise<Float32Array> {
    const [p, q] = [rows.end - rows.first, columns.end - columns.first];
    const same = left === right && rows.first === columns.first && rows.end === columns.end;
    const quads = Math.ceil((samples.end - samples.first) / 4);
    const shader = productShaderFor(p, q);
    const groups = [Math.ceil(q / shader.tile), Math.ceil(p / shader.tile)];
    return this.#device.attempt(async () => {
      const x = this.#uploads.take(left, rows, samples);
      const y = this.#uploads.take(right, columns, samples);
      const products = this.#device.room(FLOAT * p * q, { zero: false });
      try {
        this.#device.run(shader, [p, q, quads, same ? 1 : 0], [...x.buffers, ...y.buffers, products], groups);
        return new Float32Array(await this.#device.read(products, FLOAT * p * q));
      } finally {
        x.giveBack();
        y.giveBack();
        this.#device.giveBack(products);
      }
    });
  }
}

/** Whole rows of fours, filled up with the centre, which is nothing once that is taken away. */
function rowsOf({ samples: all, values, centre }: Block, units: Range, samples: Range): Float32Array {
  const count = samples.end - samples.first;
  if (count === all && count % 4 === 0) return values.subarray(units.first * all, units.end * all);
  const stride = Math.ceil(count / 4) * 4;
  const rows = new Float32Array((units.end - units.first) * stride);
  for (let unit = units.first; unit < units.end; unit++) {
    const row = rows.subarray((unit - units.first) * stride, (unit - units.first + 1) * stride);
    row.set(values.subarray(unit * all + samples.first, unit * all + samples.end));
    row.fill(centre[unit] as number, count);
  }
  return rows;
}

function addTile(products: Float32Array, width: number, part: Float32Array, { rows, columns }: Tile): void {
  const columnsOfPart = columns.end - columns.first;
  for (let row = rows.first; row < rows.end; row++) {
    const from = (row - rows.first) * columnsOfPart;
    const into = products.subarray(row * width + columns.first, row * width + columns.end);
    for (let column = 0; column < columnsOfPart; column++)
      into[column] = (into[column] as number) + (part[from + column] as number);
  }
}

/** Fills the half below the diagonal with the one above it. */
function mirror(products: Float32Array, size: number): void {
  for (let row = 1; row < size; row++)
    for (let column = 0; column < row; column++)
      products[row * size + column] = products[column * size + row] as number;
}
