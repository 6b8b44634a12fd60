import { DEAD } from './heatmapShader';
import { createTexture } from './webglProgram';

/** Rows sent to the graphics processor at a time, so that a matrix of 64 MB is not held twice. */
const ROWS_AT_A_TIME = 256;

/** Numbers as one 32-bit float a texel, NaN as `DEAD`. */
export function valueTexture(
  gl: WebGL2RenderingContext,
  unit: number,
  values: Float32Array | Float64Array,
  rows: number,
  columns: number,
): WebGLTexture {
  const texture = createTexture(gl, unit);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R32F, columns, rows);
  const scratch = new Float32Array(Math.min(rows, ROWS_AT_A_TIME) * columns);
  for (let row = 0; row < rows; row += ROWS_AT_A_TIME) {
    const count = Math.min(ROWS_AT_A_TIME, rows - row);
    const start = row * columns;
    for (let index = 0; index < count * columns; index++) {
      const value = values[start + index]!;
      scratch[index] = Number.isNaN(value) ? DEAD : value;
    }
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, columns, count, gl.RED, gl.FLOAT, scratch, 0);
  }
  return texture;
}

/** The unit at each place, as one row of integers. */
export function orderTexture(gl: WebGL2RenderingContext, unit: number, units: Int32Array): WebGLTexture {
  const texture = createTexture(gl, unit);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R32I, units.length, 1);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, units.length, 1, gl.RED_INTEGER, gl.INT, units);
  return texture;
}

/** A table of colours, as one row of RGBA bytes. */
export function colourTexture(gl: WebGL2RenderingContext, unit: number, table: Uint8Array): WebGLTexture {
  const texture = createTexture(gl, unit);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, table.length / 4, 1);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, table.length / 4, 1, gl.RGBA, gl.UNSIGNED_BYTE, table);
  return texture;
}
