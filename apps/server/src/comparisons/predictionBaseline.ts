import { PENALTIES, type PredictionDraws, significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { BaselineKind } from '../enums.js';
import { byLength } from '../limits/cost.js';
import { caveatsOfBaseline } from './caveats.js';
import type { BaselineChoice } from './layerPair.js';
import type { Prediction, PredictionPoint } from './prediction.js';

@ObjectType({
  description: 'What a prediction is by chance under one penalty, over the repeats.',
  simpleResolvers: true,
})
export class PredictionBaselinePoint {
  @Field(() => Float, { description: 'One of the penalties of the prediction.' })
  readonly penalty: number;
  @Field(() => Float, { description: 'Mean loss: 0 to 0.5, lower is better predicted.' })
  readonly loss: number;
  @Field(() => Float, { description: 'Only 5 % of the repeats have a lower loss: 0 to 0.5.' })
  readonly best5Percent: number;
  @Field(() => Float, {
    description:
      '(1 + repeats whose loss is as low or lower) / (repeats + 1): 0 to 1, lower means less likely to be chance.',
  })
  readonly pValue: number;
  @Field(() => Float, { description: 'Left units whose weight is not 0: mean over right units and repeats.' })
  readonly contributing: number;

  constructor({ penalty, loss }: PredictionPoint, losses: Float64Array, contributing: Float64Array) {
    // A loss is a score with its sign changed.
    const significance = significanceOf(
      -loss,
      losses.map((drawn) => -drawn),
    );
    this.penalty = penalty;
    this.loss = -significance.mean;
    this.best5Percent = -significance.percentile95;
    this.pValue = significance.pValue;
    this.contributing = meanOf(contributing);
  }
}

@ObjectType({
  description:
    'What the same prediction is, under the same penalties, when the right side is made unrelated. A loss below that of PERMUTATION is no chance; below that of ROTATION, it is about units, not the space that they span.',
  simpleResolvers: true,
})
export class PredictionBaseline {
  @Field(() => BaselineKind, { description: 'What was made unrelated.' })
  readonly kind: BaselineKind;
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => [PredictionBaselinePoint], {
    complexity: byLength(PENALTIES),
    description: 'One for each penalty of the prediction, in its order.',
  })
  readonly path: readonly PredictionBaselinePoint[];
  @Field(() => Float, { description: 'Mean loss without a penalty, over right units and repeats: 0 to 0.5.' })
  readonly leastSquaresLoss: number;
  @Field(() => Int, {
    description: 'Solutions of all repeats that were given up before their gap was small enough. 0 is as it should be.',
  })
  readonly unconverged: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor({ pair, path }: Prediction, choice: BaselineChoice, drawn: PredictionDraws) {
    const { kind, repeats, seed } = choice;
    const under = (values: Float64Array, place: number) =>
      Float64Array.from({ length: repeats }, (_, repeat) => values[repeat * path.length + place] as number);
    this.kind = kind;
    this.repeats = repeats;
    this.seed = seed;
    this.path = path.map(
      (point, place) => new PredictionBaselinePoint(point, under(drawn.loss, place), under(drawn.contributing, place)),
    );
    this.leastSquaresLoss = meanOf(drawn.leastSquaresLoss);
    this.unconverged = drawn.unconverged;
    this.caveats = caveatsOfBaseline(pair, choice);
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const PredictionBaselineResult = createUnionType({
  name: 'PredictionBaselineResult',
  description: 'A baseline, or the computation that does not have it yet.',
  types: () => [PredictionBaseline, Computation] as const,
});
