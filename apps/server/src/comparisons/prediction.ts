import { type LassoPath, PENALTIES } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { byLength } from '../limits/cost.js';
import { connectionType } from '../relay/connection.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit, unitOf } from '../units/unit.js';
import { caveatsOf } from './caveats.js';
import type { LayerPair } from './layerPair.js';

@ObjectType({
  description: 'How well units are predicted under one penalty, on standardised units.',
  simpleResolvers: true,
})
export class PredictionPoint {
  @Field(() => Float, { description: 'Penalty on the sum of absolute weights; higher leaves fewer predictors.' })
  readonly penalty: number;
  @Field(() => Float, {
    description:
      'Half of the mean squared error on the samples that it was fitted to: 0 to 0.5, lower is better predicted.',
  })
  readonly loss: number;
  @Field(() => Float, {
    description: 'Share of variance that is predicted, 1 - 2 loss: 0 to 1, higher is better predicted.',
  })
  readonly rSquared: number;
  @Field(() => Float, {
    description: 'Left units whose weight is not 0; of a whole layer, their mean over the right units.',
  })
  readonly contributing: number;
  @Field(() => Float, {
    description:
      'Duality gap as a share of the loss without predictors: how far the solution may still be above the best, 0 or more; of a whole layer, the largest.',
  })
  readonly gap: number;

  constructor(penalty: number, loss: number, contributing: number, gap: number) {
    this.penalty = penalty;
    this.loss = loss;
    this.rSquared = 1 - 2 * loss;
    this.contributing = contributing;
    this.gap = gap;
  }
}

@ObjectType({ description: 'How well one right unit is predicted from the left layer.', simpleResolvers: true })
export class UnitPrediction {
  @Field(() => Unit, { description: 'The right unit that is predicted.' })
  readonly unit: Unit;
  @Field(() => [PredictionPoint], {
    complexity: byLength(PENALTIES),
    description: 'Its prediction under each penalty, from the highest to the lowest.',
  })
  readonly path: readonly PredictionPoint[];
  @Field(() => Float, {
    description: 'Its loss without a penalty, from all live left units: 0 to 0.5, lower is better predicted.',
  })
  readonly leastSquaresLoss: number;

  constructor(
    readonly pair: LayerPair,
    readonly lasso: LassoPath,
    target: number,
  ) {
    this.unit = unitOf(pair.right, lasso.targetUnits[target] as number);
    this.path = pathOfTarget(lasso, target);
    this.leastSquaresLoss = lasso.leastSquaresLoss[target] as number;
  }
}

/** The path of one target, as a list of points. */
export function pathOfTarget(
  { penalties, loss, contributing, gap, targetUnits }: LassoPath,
  target: number,
): PredictionPoint[] {
  return Array.from(penalties, (penalty, index) => {
    const entry = index * targetUnits.length + target;
    return new PredictionPoint(penalty, loss[entry] ?? 0, contributing[entry] ?? 0, gap[entry] ?? 0);
  });
}

export const UnitPredictionConnection = connectionType('UnitPrediction', () => UnitPrediction, 'predictions');

@ObjectType({
  description:
    'Each live right unit predicted from few of the live left ones (LASSO, Tibshirani 1996), over 20 penalties down to where the mean loss is within 1 % of least squares. Not symmetric.',
  simpleResolvers: true,
})
export class Prediction {
  @Field(() => [Float], { description: 'The penalties, falling; the highest leaves no predictor.' })
  readonly penalties: readonly number[];
  @Field(() => [PredictionPoint], {
    complexity: byLength(PENALTIES),
    description: 'Means over the right units under each penalty.',
  })
  readonly path: readonly PredictionPoint[];
  @Field(() => Float, { description: 'Mean loss without a penalty: 0 to 0.5, lower is better predicted.' })
  readonly leastSquaresLoss: number;
  @Field(() => Int, {
    description: 'Solutions that were given up before their gap was small enough. 0 is as it should be.',
  })
  readonly unconverged: number;
  @Field(() => Int, { description: 'Live left units.' })
  readonly predictors: number;
  @Field(() => Int, { description: 'Live right units.' })
  readonly targets: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor(
    readonly pair: LayerPair,
    readonly lasso: LassoPath,
    samples: number,
  ) {
    const { penalties, predictorUnits, targetUnits, unconverged, leastSquaresLoss } = lasso;
    const targets = targetUnits.length;
    this.penalties = [...penalties];
    this.path = this.penalties.map((penalty, index) => {
      const of = (values: Float64Array | Int32Array): number[] => [
        ...values.subarray(index * targets, (index + 1) * targets),
      ];
      return new PredictionPoint(
        penalty,
        mean(of(lasso.loss)),
        mean(of(lasso.contributing)),
        Math.max(...of(lasso.gap)),
      );
    });
    this.leastSquaresLoss = mean([...leastSquaresLoss]);
    this.unconverged = unconverged;
    this.predictors = predictorUnits.length;
    this.targets = targets;
    const made = { samples, leftDimensions: this.predictors, rightDimensions: targets, precise: true };
    this.caveats = caveatsOf(pair, made);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const PredictionResult = createUnionType({
  name: 'PredictionResult',
  description: 'A prediction, or why these layers have none, or the computation that does not have it yet.',
  types: () => [Prediction, Unavailable, Computation] as const,
});
