import { type Contributors, type LassoPath, PENALTIES, STOPPING, type UnitPrediction } from '@unitgraph/analysis';
import { createUnionType, Field, Float, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Layer } from '../layers/layer.js';
import { byLength } from '../limits/cost.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit, unitOf } from '../units/unit.js';
import { caveatsOf } from './caveats.js';
import { Incomparable } from './incomparable.js';
import type { LayerPair } from './layerPair.js';
import { PredictionPoint, pathOfTarget } from './prediction.js';

@ObjectType({ description: 'A unit that another one is predicted from.', simpleResolvers: true })
export class Contributor {
  @Field(() => Unit, { description: 'The unit that contributes.' })
  readonly unit: Unit;
  @Field(() => Float, {
    description:
      'Its weight, in deviations of the predicted unit for one deviation of this one: signed, never 0; farther from 0 contributes more.',
  })
  readonly weight: number;

  constructor(unit: Unit, weight: number) {
    this.unit = unit;
    this.weight = weight;
  }
}

/** A unit is few others where these reach so much of what all together would. */
const ENOUGH = 0.9;

@ObjectType({
  description: 'One unit predicted from few units of a layer (LASSO, Tibshirani 1996), with their weights.',
  simpleResolvers: true,
})
export class Predictors {
  @Field(() => Unit, { description: 'The unit that is predicted.' })
  readonly unit: Unit;
  @Field(() => Layer, { description: 'The layer whose live units it is predicted from.' })
  readonly layer: Layer;
  @Field(() => PredictionPoint, { description: 'How well, and from how many, under the penalty.' })
  readonly point: PredictionPoint;
  @Field(() => Boolean, {
    description: 'Whether the gap is small enough for the weights to be taken for the best ones.',
  })
  readonly converged: boolean;
  @Field(() => [PredictionPoint], {
    complexity: byLength(PENALTIES),
    description: 'The same under all penalties that were solved, from the highest to the lowest.',
  })
  readonly path: readonly PredictionPoint[];
  @Field(() => Float, {
    description: 'Loss without a penalty, from all live units of the layer: 0 to 0.5, lower is better predicted.',
  })
  readonly leastSquaresLoss: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor(
    pair: LayerPair,
    unit: Unit,
    lasso: LassoPath,
    readonly all: Contributors,
    readonly place: number,
  ) {
    this.unit = unit;
    this.layer = pair.left;
    this.path = pathOfTarget(lasso, 0);
    this.point = this.path[place] as PredictionPoint;
    this.converged = this.point.gap <= STOPPING.tolerance;
    this.leastSquaresLoss = lasso.leastSquaresLoss[0] as number;
    const made = { leftDimensions: lasso.predictorUnits.length, rightDimensions: 1, precise: true };
    this.caveats = caveatsOf(pair, { ...made, samples: pair.samples });
  }

  /** @param penalty one of those solved; null for the highest at which few units explain nearly what all would */
  static of(pair: LayerPair, unit: Unit, value: UnitPrediction, penalty: number | null): Predictors | Unavailable {
    const { path, contributors, refusal } = value;
    if (path === null || contributors === null) return new Unavailable(refusal ?? 'There is no prediction.');
    const enough = ENOUGH * (1 - 2 * (path.leastSquaresLoss[0] as number));
    const place = penalty === null ? path.r2.findIndex((share) => share >= enough) : path.penalties.indexOf(penalty);
    return new Predictors(pair, unit, path, contributors, place < 0 ? path.penalties.length - 1 : place);
  }

  /** The first so many by falling absolute weight. */
  contributors(first: number): Contributor[] {
    const { starts, units, weights } = this.all;
    const start = starts[this.place] as number;
    const length = Math.min(first, (starts[this.place + 1] as number) - start);
    return Array.from({ length }, (_, index) => {
      const at = start + index;
      return new Contributor(unitOf(this.layer, units[at] as number), weights[at] as number);
    });
  }
}

export const PredictorsResult = createUnionType({
  name: 'PredictorsResult',
  description: 'What predicts a unit, or why nothing can, or the computation that does not have it yet.',
  types: () => [Predictors, Incomparable, Unavailable, Computation] as const,
});
