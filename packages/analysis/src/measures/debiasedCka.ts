import { Refusal } from '../errors.js';
import { squaredNorm } from '../linearAlgebra/matrix.js';
import { dot } from '../linearAlgebra/products.js';
import { type SecondMoments, varying } from './secondMoments.js';

/**
 * Linear CKA without its bias: the cosine of the U-centred Gram matrices, whose diagonals are left out (Székely and Rizzo
 * 2014; Song et al. 2012). At most 1, about 0 for unrelated networks and then also negative, higher = more alike.
 *
 * No Gram matrix is made: with centred samples x_i, the rows of K = XX' add up to nothing, so that all sums that U-centring
 * needs follow from ‖X'Y‖² and the norms k_i = ‖x_i‖².
 * @param leftNorms squared distance of each sample from the mean sample (`sampleNorms`), n entries; `rightNorms` likewise
 * @throws Refusal for fewer than 4 samples, or where no unit of a side varies
 */
export function debiasedCka(moments: SecondMoments, leftNorms: Float64Array, rightNorms: Float64Array): number {
  const { samples, left, across, right } = moments;
  if (samples < 4) {
    throw new Refusal(`Debiased CKA of ${samples} samples is not defined.`, 'Record at least 4 stimuli.');
  }
  varying(left, 'left');
  varying(right, 'right');
  const both = unbiased(samples, squaredNorm(across.values), leftNorms, rightNorms);
  const ofLeft = unbiased(samples, squaredNorm(left.values), leftNorms, leftNorms);
  const ofRight = unbiased(samples, squaredNorm(right.values), rightNorms, rightNorms);
  return both / Math.sqrt(ofLeft * ofRight);
}

/** n(n - 3) times the unbiased estimator of HSIC, from the centred Gram matrices' product and diagonals. */
function unbiased(samples: number, product: number, left: Float64Array, right: Float64Array): number {
  const diagonals = dot(left, 0, right, 0, samples);
  const [leftTrace, rightTrace] = [sum(left), sum(right)];
  return (
    product - diagonals + (leftTrace * rightTrace) / ((samples - 1) * (samples - 2)) - (2 * diagonals) / (samples - 2)
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
