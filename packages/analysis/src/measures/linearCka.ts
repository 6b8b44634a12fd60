import { squaredNorm, symmetricSquaredNorm } from '../linearAlgebra/matrix.js';
import { type SecondMoments, varying } from './secondMoments.js';

/**
 * Linear centred kernel alignment: ‖Yc'Xc‖² / (‖Xc'Xc‖ ‖Yc'Yc‖), Frobenius norms (Kornblith, Norouzi, Lee and Hinton
 * 2019). 0..1, higher = more alike; the same under rotation and common scaling of a side's units.
 * It grows with p/n: see `debiasedCka`.
 * @throws Refusal where no unit of a side varies
 */
export function linearCka({ left, across, right }: SecondMoments): number {
  varying(left, 'left');
  varying(right, 'right');
  return squaredNorm(across.values) / Math.sqrt(symmetricSquaredNorm(left) * symmetricSquaredNorm(right));
}
