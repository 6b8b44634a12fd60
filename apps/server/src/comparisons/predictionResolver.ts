import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import type { Connection } from '../relay/connection.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { LayerComparison } from './layerComparison.js';
import { Prediction, PredictionResult, UnitPrediction, UnitPredictionConnection } from './prediction.js';

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
export class UnitPredictionResolver {
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
}
