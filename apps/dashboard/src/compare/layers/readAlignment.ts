import { formatShare, formatValue } from '../../format/numbers';

/** Cosines 0..1 of the right layer with the image of the left one, higher = more alike; each allows what the one before it does. */
export interface AlignmentNumbers {
  readonly assignment: number;
  readonly orthogonal: number;
  readonly linear: number;
}

/** What the assignment reaches of randomly rotated units, on the same axis. */
export interface RotatedAssignment {
  readonly mean: number;
  readonly percentile95: number;
  readonly pValue: number;
}

/** Below this a linear map finds hardly anything to line up. */
const LITTLE = 0.2;
/** Two of the three are near each other from this share on. */
const NEAR = 0.9;

/** Whether it is only a rotation, in sentences. */
export function readAlignment(numbers: AlignmentNumbers, rotated: RotatedAssignment | null): string {
  return [whatItReaches(numbers), verdictOf(numbers), rotated ? beside(numbers, rotated) : '']
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function whatItReaches({ assignment, orthogonal, linear }: AlignmentNumbers): string {
  const shares = [orthogonal / linear, assignment / linear].map(formatShare);
  return `A linear map lines the layers up to ${formatValue(linear)}; a rotation reaches ${shares[0]} of that, a new order of the units ${shares[1]}.`;
}

function verdictOf({ assignment, orthogonal, linear }: AlignmentNumbers): string {
  if (linear < LITTLE) return 'That is little: the layers hardly share a space at all.';
  const rotates = orthogonal >= NEAR * linear;
  const reorders = assignment >= NEAR * orthogonal;
  if (rotates && reorders) return 'They share their very units: it is hardly more than a new order.';
  if (reorders)
    return 'A rotation gains little over a new order, and a linear map much: directions are stretched or mixed, not turned.';
  if (rotates) return 'They share a space and only some of its axes: much of the difference is a rotation.';
  return 'They share some directions and fewer axes: a rotation explains a part of the difference, and stretching the rest.';
}

/** The assignment beside that of rotated units. */
function beside({ assignment }: AlignmentNumbers, { mean, percentile95, pValue }: RotatedAssignment): string {
  if (assignment > percentile95) {
    return `Units turned at random are matched to ${formatValue(mean)}: the true ones lie above that (p = ${formatValue(pValue, 2)}), so axes are shared beyond the space.`;
  }
  return `Units turned at random are matched as well (${formatValue(mean)}, p = ${formatValue(pValue, 2)}): nothing says that the axes are shared.`;
}

/**
 * A mean matched value of the assignment on the axis of the alignment, which counts the units of both sides: their sum over
 * sqrt(p q). The two are the same where both layers have as many live units.
 */
export function onAlignmentAxis(
  mean: number,
  { matched, left, right }: { matched: number; left: number; right: number },
): number {
  return (mean * matched) / Math.sqrt(left * right);
}
