import { COLOURS, colourIndex, colourTable, HATCH, type Theme } from './colourMap';
import { type HeatmapPainter, PARTED_CELL, type Picture, STRIPE_SHARE, STRIPE_STEP } from './heatmapPainter';
import { levelFor } from './levels';

/** A colour as the four bytes of a pixel, little-endian: what an image of 32-bit words holds. */
type Word = number;

/** Draws without a graphics processor: the picture, pixel by pixel, as `pixelsOf` gives it. */
export function createCanvasPainter(canvas: HTMLCanvasElement): HeatmapPainter {
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('This browser gives no 2D canvas, so the matrix cannot be drawn; its table can be read.');
  return {
    kind: 'canvas2d',
    paint(picture) {
      const { width, height } = picture.view;
      canvas.width = width;
      canvas.height = height;
      context.putImageData(new ImageData(pixelsOf(picture), width, height), 0, 0);
    },
    dispose() {},
  };
}

/** The picture as RGBA bytes, rows from the top. */
export function pixelsOf(picture: Picture): Uint8ClampedArray<ArrayBuffer> {
  const { view, pyramid, scale, density, theme } = picture;
  const { rowUnits, columnUnits } = pyramid.places;
  const { words, stripe, ground } = wordsOf(theme);
  const pixels = new Uint32Array(view.width * view.height);
  const depth = levelFor(view.scale);
  const level = depth > 0 ? pyramid.level(depth) : null;
  const side = level?.side ?? 1;
  const parted = view.scale >= PARTED_CELL * density;
  const step = STRIPE_STEP * density;
  const [top, left] = [view.row * view.scale, view.column * view.scale];
  for (let y = 0; y < view.height; y++) {
    const row = view.row + (y + 0.5) / view.scale;
    if (row < 0 || row >= rowUnits.length) continue;
    const rowLine = parted && (row - Math.floor(row)) * view.scale < density;
    const box = Math.floor(row / side);
    const start = level ? box * level.columns : rowUnits[box]! * pyramid.matrix.columns;
    for (let x = 0; x < view.width; x++) {
      const column = view.column + (x + 0.5) / view.scale;
      if (column < 0 || column >= columnUnits.length) continue;
      let word: Word;
      if (rowLine || (parted && (column - Math.floor(column)) * view.scale < density)) {
        word = words[(COLOURS - 1) / 2]!;
      } else {
        const index = Math.floor(column / side);
        const value = level ? level.values[start + index]! : pyramid.matrix.values[start + columnUnits[index]!]!;
        if (!Number.isNaN(value)) word = words[colourIndex(value, scale)]!;
        else {
          const along = (x + 0.5 + left + y + 0.5 + top) / step;
          word = along - Math.floor(along) < STRIPE_SHARE ? stripe : ground;
        }
      }
      pixels[y * view.width + x] = word;
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}

const known = new Map<Theme, { words: Uint32Array; stripe: Word; ground: Word }>();

function wordsOf(theme: Theme) {
  const found = known.get(theme);
  if (found) return found;
  const [stripe, ground] = HATCH[theme].map(toWord) as [Word, Word];
  const made = { words: new Uint32Array(colourTable(theme).buffer), stripe, ground };
  known.set(theme, made);
  return made;
}

function toWord(hex: string): Word {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
