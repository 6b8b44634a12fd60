type Box = { top: number; left: number; bottom: number; right: number };

/** Whether a receptive field is the whole input, so that a box around it says nothing. */
export function coversInput(box: Box | null, [height, width]: readonly [number, number]): boolean {
  return box === null || (box.top <= 0 && box.left <= 0 && box.bottom >= height && box.right >= width);
}
