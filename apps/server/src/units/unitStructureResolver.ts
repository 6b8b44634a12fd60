import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { clusterChoice } from '../comparisons/clusteringChoice.js';
import { Incomparable } from '../comparisons/incomparable.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import { checkPenalty } from '../comparisons/penalty.js';
import { Predictors, PredictorsResult } from '../comparisons/predictors.js';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import { boundedFirst } from '../relay/page.js';
import { ClusterMate, ClusterMates, ClusterMatesResult } from './clusterMates.js';
import { clusterOfUnit } from './clusterOfUnit.js';
import { Unit } from './unit.js';
import { ClusterMatesArguments, PredictorsArguments } from './unitArguments.js';

/** What a unit is to several others at once. */
@Resolver(() => Unit)
export class UnitStructureResolver {
  @FieldResolver(() => PredictorsResult, {
    description:
      'The few units of a layer that predict it, never the unit itself. Computed for this unit alone, over a path of penalties of its own.',
  })
  async predictors(
    @Root() unit: Unit,
    @Args() asked: PredictorsArguments,
    @Ctx() context: Context,
  ): Promise<typeof PredictorsResult> {
    const penalty = asked.penalty ?? null;
    if (penalty !== null) checkPenalty(penalty);
    const pair = await pairLayers(context, unit.layer, await context.loaders.layerOfId(asked.in), asked);
    if (pair instanceof Incomparable) return pair;
    const predicting = pair.exchanged;
    const penalties = penalty === null ? null : [penalty];
    const wanted = predicting.unitPrediction({ unit: unit.index, penalties, fromItself: false });
    return context.answer(wanted, (value) => Predictors.of(predicting, unit, value, penalty));
  }

  @FieldResolver(() => ClusterMatesResult, {
    description:
      'The units that it is clustered with when the units of its layer and of another one are clustered together.',
  })
  async clusterMates(
    @Root() unit: Unit,
    @Args() asked: ClusterMatesArguments,
    @Ctx() context: Context,
  ): Promise<typeof ClusterMatesResult> {
    const choice = clusterChoice(asked);
    const pair = await pairLayers(context, unit.layer, await context.loaders.layerOfId(asked.in), asked);
    return pair instanceof Incomparable ? pair : clusterOfUnit(context, pair, unit, choice);
  }
}

@Resolver(() => ClusterMates)
export class ClusterMatesResolver {
  @FieldResolver(() => [ClusterMate], {
    complexity: byFirst,
    description: 'The other units of the cluster, of both layers, by falling absolute correlation with the unit.',
  })
  mates(
    @Root() { all }: ClusterMates,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
  ): readonly ClusterMate[] {
    return all.slice(0, boundedFirst(first));
  }
}
