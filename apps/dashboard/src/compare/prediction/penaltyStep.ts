/** What a point of a path says of one penalty. */
interface Point {
  readonly rSquared: number;
}

/** Few units are enough where they explain so much of what all together would. */
const ENOUGH = 0.9;

/** The place of the penalty of a path that is nearest by ratio; 0 for an empty path. */
export function nearestStep(penalties: readonly number[], penalty: number): number {
  const away = (step: number) => Math.abs(Math.log(penalties[step]! / penalty));
  let best = 0;
  for (let step = 1; step < penalties.length; step++) if (away(step) < away(best)) best = step;
  return best;
}

/** Where to look first: the highest penalty under which few units explain nearly what all would. */
export function usualStep(path: readonly Point[], leastSquaresLoss: number): number {
  const found = path.findIndex(({ rSquared }) => rSquared >= ENOUGH * (1 - 2 * leastSquaresLoss));
  return found < 0 ? Math.max(0, path.length - 1) : found;
}

/** A penalty for the address: four digits tell those of a path apart. */
export function writtenPenalty(penalty: number): string {
  return String(Number(penalty.toPrecision(4)));
}
