import { transposed } from '../../linearAlgebra/matrix.js';
import { type SecondMoments, secondMomentsOf } from '../../measures/secondMoments.js';
import type { Context } from '../definition.js';
import type { MomentInputs } from '../wantedSimilarities.js';

/** The inputs as one, and whether all of their sums were made in float64. */
export function momentsOfInputs(inputs: MomentInputs, context: Context): SecondMoments & { readonly precise: boolean } {
  const [left, across, right] = [inputs.left, inputs.across, inputs.right].map((each) => context.input(each));
  if (left === undefined || across === undefined || right === undefined) throw new Error('A co-moment is missing.');
  const turned = inputs.turned ? transposed(across) : across;
  return {
    ...secondMomentsOf(left.samples, left.values, turned.values, right.values),
    precise: left.precise && across.precise && right.precise,
  };
}
