import { Arg, Args, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import type { Connection } from '../relay/connection.js';
import { boundedFirst, pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { BaselineArguments, baselineChoice } from './baselineArguments.js';
import { LayerComparison } from './layerComparison.js';
import { checkPenalty } from './penalty.js';
import { Prediction, PredictionResult, UnitPrediction, UnitPredictionConnection } from './prediction.js';
import { PredictionBaseline, PredictionBaselineResult } from './predictionBaseline.js';
import { Contributor, Predictors, PredictorsResult } from './predictors.js';

@Resolver(() => LayerComparison)
export class PredictionResolver {
  @FieldResolver(() => PredictionResult, { description: 'The right units predicted from few of the left ones.' })
  async prediction(@Root() { pair }: LayerComparison, @Ctx() context: Context): Promise<typeof PredictionResult> {
    return context.answer(pair.prediction, ({ path, samples, refusal }) =>
      path === null ? new Unavailable(refusal ?? 'There is no prediction.') : new Prediction(pair, path, samples),
    );
  }
}

@Resolver(() => Prediction)
export class UnitPredictionsResolver {
  @FieldResolver(() => UnitPredictionConnection, {
    complexity: byFirst,
    description: 'The prediction of each live right unit, in the order of the layer.',
  })
  units(
    @Root() { pair, lasso }: Prediction,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
  ): Connection<UnitPrediction> {
    const total = lasso.targetUnits.length;
    const page = pageOf(first, after, total);
    const targets = Array.from({ length: page.end - page.start }, (_, place) => page.start + place);
    const predictions = targets.map((target) => new UnitPrediction(pair, lasso, target));
    return new UnitPredictionConnection(page, total, predictions);
  }

  @FieldResolver(() => UnitPrediction, {
    nullable: true,
    description: 'The prediction of one right unit; null for one that does not vary, or is not there.',
  })
  unit(
    @Root() { pair, lasso }: Prediction,
    @Arg('index', () => Int, { description: 'Index of the unit in the right layer.' }) index: number,
  ): UnitPrediction | null {
    const target = lasso.targetUnits.indexOf(index);
    return target < 0 ? null : new UnitPrediction(pair, lasso, target);
  }
}

@Resolver(() => Prediction)
export class PredictionBaselineResolver {
  @FieldResolver(() => PredictionBaselineResult, {
    description: 'What the same prediction is when the right side is made unrelated.',
  })
  async baseline(
    @Root() prediction: Prediction,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof PredictionBaselineResult> {
    const choice = baselineChoice(asked);
    const wanted = prediction.pair.predictionBaseline(choice);
    return context.answer(wanted, (drawn) => new PredictionBaseline(prediction, choice, drawn));
  }

  @FieldResolver(() => Estimate, { description: 'What the baseline costs; all zero when it is there.' })
  async baselineEstimate(
    @Root() { pair }: Prediction,
    @Args() asked: BaselineArguments,
    @Ctx() { services }: Context,
  ): Promise<Estimate> {
    return new Estimate(await services.compute.estimate(pair.predictionBaseline(baselineChoice(asked))));
  }
}

@Resolver(() => UnitPrediction)
export class UnitPredictionResolver {
  @FieldResolver(() => PredictorsResult, {
    description:
      'The left units that it is predicted from under one penalty, with their weights: computed for this unit when asked for.',
  })
  async predictors(
    @Root() { pair, lasso, unit }: UnitPrediction,
    @Arg('penalty', () => Float, {
      description: 'One of the `penalties` of the prediction, or any other from 0.00001 to 1.',
    })
    penalty: number,
    @Ctx() context: Context,
  ): Promise<typeof PredictorsResult> {
    checkPenalty(penalty);
    // Solved along the whole path, one answer serves all of its penalties, and repeats what the path reports to the last digit.
    const path = [...lasso.penalties];
    const penalties = path.includes(penalty) ? path : [penalty];
    const wanted = pair.unitPrediction({ unit: unit.index, penalties, fromItself: true });
    return context.answer(wanted, (value) => Predictors.of(pair, unit, value, penalty));
  }
}

@Resolver(() => Predictors)
export class PredictorsResolver {
  @FieldResolver(() => [Contributor], {
    complexity: byFirst,
    description: 'The units whose weight is not 0, by falling absolute weight, ties by index.',
  })
  contributors(
    @Root() predictors: Predictors,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
  ): Contributor[] {
    return predictors.contributors(boundedFirst(first));
  }
}
