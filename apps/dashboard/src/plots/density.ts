/** Points counted in square boxes of a picture, with one that stands for each box. */
export interface Density {
  /** Boxes across. */
  readonly columns: number;
  readonly counts: Uint32Array;
  /** Index of the topmost point of each box; meaningless where it is empty. */
  readonly first: Uint32Array;
  readonly highest: number;
}

/** Counts points whose pixels `x` and `y` give, in boxes of `side` pixels of a picture of `width` x `height`; those beside it are put at its border. */
export function densityOf(
  count: number,
  x: (index: number) => number,
  y: (index: number) => number,
  { width, height, side }: { width: number; height: number; side: number },
): Density {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const counts = new Uint32Array(columns * rows);
  const first = new Uint32Array(columns * rows);
  const top = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  let highest = 0;
  const along = (pixel: number, boxes: number) => Math.min(boxes - 1, Math.max(0, Math.floor(pixel / side)));
  for (let index = 0; index < count; index++) {
    const down = y(index);
    const box = along(down, rows) * columns + along(x(index), columns);
    counts[box]! += 1;
    if (counts[box]! > highest) highest = counts[box]!;
    if (down < top[box]!) [top[box], first[box]] = [down, index];
  }
  return { columns, counts, first, highest };
}
