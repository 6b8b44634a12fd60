import { type JoinedUnits, joinSteps } from '../../clustering/joinUnits.js';
import { restingBetween } from '../../linearAlgebra/steps.js';
import type { Context } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Correlation } from '../values.js';

/** The correlations of two layers within and between them, as parameters of whatever clusters their units together. */
export interface JoinedInputs {
  readonly within: readonly [Derivation<Correlation>, Derivation<Correlation>];
  readonly between: Derivation<Correlation>;
}

/** @throws Refusal with fewer than two live units */
export function joinInputs({ within, between }: JoinedInputs, context: Context): Promise<JoinedUnits> {
  const across = context.input(between);
  const conditions = [across.leftConditions, across.rightConditions];
  return restingBetween(
    joinSteps(conditions, (row, column) =>
      row === column ? context.input(within[row as 0 | 1]).values : across.values,
    ),
  );
}
