import { fromHex } from './colour';
import { colourTable, HATCH, type Theme } from './colourMap';
import { type HeatmapPainter, PARTED_CELL, type Picture, STRIPE_STEP } from './heatmapPainter';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './heatmapShader';
import { levelFor } from './levels';
import type { Pyramid } from './pyramid';
import type { MatrixPlaces, UnitMatrix } from './unitMatrix';
import { createProgram } from './webglProgram';
import { colourTexture, orderTexture, valueTexture } from './webglTextures';

const UNIT = { matrix: 0, rowUnits: 1, columnUnits: 2, colours: 3, level: 4 };

/**
 * Draws with WebGL2: the matrix lies in a texture as it is stored and two more textures hold the order, so that a new order
 * sends some kilobytes. Reduced levels depend on the order and are sent when a picture first needs them.
 * @returns null where there is no WebGL2. No side of the matrix may be larger than its largest texture.
 */
export function createWebglPainter(canvas: HTMLCanvasElement): HeatmapPainter | null {
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return null;
  const { program, uniform } = createProgram(gl, VERTEX_SHADER, FRAGMENT_SHADER);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.bindVertexArray(gl.createVertexArray());
  // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, not a hook of React
  gl.useProgram(program);
  gl.uniform1i(uniform('rowUnits'), UNIT.rowUnits);
  gl.uniform1i(uniform('columnUnits'), UNIT.columnUnits);
  gl.uniform1i(uniform('colours'), UNIT.colours);

  const held: { [name: string]: WebGLTexture } = {};
  let matrix: UnitMatrix | null = null;
  let places: MatrixPlaces | null = null;
  let theme: Theme | null = null;
  let level: { of: Pyramid; depth: number } | null = null;

  const hold = (name: keyof typeof UNIT, make: (unit: number) => WebGLTexture) => {
    gl.deleteTexture(held[name] ?? null);
    held[name] = make(UNIT[name]);
  };

  /** Sends what changed since the last picture. */
  const send = ({ pyramid, theme: wanted }: Picture, depth: number) => {
    if (matrix !== pyramid.matrix) {
      matrix = pyramid.matrix;
      const { values, rows, columns } = matrix;
      hold('matrix', (unit) => valueTexture(gl, unit, values, rows, columns));
    }
    if (places !== pyramid.places) {
      places = pyramid.places;
      const { rowUnits, columnUnits } = places;
      hold('rowUnits', (unit) => orderTexture(gl, unit, rowUnits));
      hold('columnUnits', (unit) => orderTexture(gl, unit, columnUnits));
    }
    if (theme !== wanted) {
      theme = wanted;
      hold('colours', (unit) => colourTexture(gl, unit, colourTable(wanted)));
      const [stripe, ground] = HATCH[wanted].map(fromHex);
      gl.uniform3f(uniform('stripe'), ...stripe!);
      gl.uniform3f(uniform('ground'), ...ground!);
    }
    if (depth > 0 && (level?.of !== pyramid || level.depth !== depth)) {
      level = { of: pyramid, depth };
      const { values, rows, columns } = pyramid.level(depth);
      hold('level', (unit) => valueTexture(gl, unit, values, rows, columns));
    }
  };

  return {
    kind: 'webgl2',
    paint(picture) {
      const { view, pyramid, density } = picture;
      const depth = levelFor(view.scale);
      if (canvas.width !== view.width || canvas.height !== view.height) {
        canvas.width = view.width;
        canvas.height = view.height;
      }
      send(picture, depth);
      gl.viewport(0, 0, view.width, view.height);
      gl.uniform1i(uniform('values'), depth > 0 ? UNIT.level : UNIT.matrix);
      gl.uniform1i(uniform('side'), depth > 0 ? pyramid.level(depth).side : 1);
      gl.uniform2f(uniform('extent'), pyramid.places.columnUnits.length, pyramid.places.rowUnits.length);
      gl.uniform2f(uniform('corner'), view.column, view.row);
      gl.uniform1f(uniform('scale'), view.scale);
      gl.uniform1f(uniform('height'), view.height);
      gl.uniform1f(uniform('limit'), picture.scale.limit);
      gl.uniform1f(uniform('lowest'), picture.scale.signed ? -1 : 0);
      gl.uniform1f(uniform('line'), view.scale >= PARTED_CELL * density ? density : 0);
      gl.uniform1f(uniform('stripeStep'), STRIPE_STEP * density);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    dispose() {
      for (const texture of Object.values(held)) gl.deleteTexture(texture);
      gl.deleteProgram(program);
    },
  };
}
