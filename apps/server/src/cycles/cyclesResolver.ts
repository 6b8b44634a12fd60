import {
  cyclesBaselineOf,
  cyclesOf,
  type Derivation,
  NO_ROTATED_INFORMATION,
  type Recording,
} from '@unitgraph/analysis';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { baselineChoice, MOST_REPEATS } from '../comparisons/baselineArguments.js';
import { Incomparable } from '../comparisons/incomparable.js';
import { LayerPair } from '../comparisons/layerPair.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { MatchRule, Measure } from '../enums.js';
import { byFirst } from '../limits/cost.js';
import { MOST_NETWORKS, namedNetworks } from '../networks/namedNetworks.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import type { Connection } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { Cycles, CyclesResult, type Round } from './cycles.js';
import { CyclesBaseline, CyclesBaselineResult } from './cyclesBaseline.js';
import { UnitWalk, UnitWalkConnection } from './unitWalk.js';

@Resolver(() => Cycles)
export class CyclesResolver {
  @Query(() => CyclesResult, {
    description: 'Which units return when each goes from partner to partner through networks and back to the first.',
  })
  async cycles(
    @Arg('networks', () => [ID], {
      description: `2 to ${MOST_NETWORKS} networks, each once, in the order of the walk.`,
    })
    ids: string[],
    @Arg('layer', () => String, { description: 'Name of the layer, which all of them must have.' }) name: string,
    @Arg('rule', () => MatchRule, { defaultValue: MatchRule.ASSIGNMENT, description: 'How partners are chosen.' })
    rule: MatchRule,
    @Arg('by', () => Measure, { defaultValue: Measure.PEARSON, description: 'What makes two units alike.' })
    by: Measure,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof CyclesResult> {
    const networks = await namedNetworks(context, ids);
    const layers = await Promise.all(networks.map(({ slug }) => context.loaders.layerOfId(idOf.layer(slug, name))));
    const pairs = await Promise.all(
      layers.map((left, place) => pairLayers(context, left, layers[(place + 1) % layers.length] ?? left, on)),
    );
    const incomparable = pairs.find((pair) => pair instanceof Incomparable);
    if (incomparable !== undefined) return incomparable;
    const round = pairs.filter((pair) => pair instanceof LayerPair) as unknown as Round;
    return context.answer(cyclesOf(recordingsOf(round), by), (value) => new Cycles(round, rule, by, value));
  }

  @FieldResolver(() => UnitWalkConnection, {
    complexity: byFirst,
    description: 'The ways of the live units, by index.',
  })
  walks(
    @Root() cycles: Cycles,
    @Arg('returned', () => Boolean, {
      nullable: true,
      description: 'Only units that return, or only those that do not; all by default.',
    })
    returned: boolean | null,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
  ): Connection<UnitWalk> {
    const { conditions } = cycles.value;
    const { legs, paths } = cycles.walks;
    const units = [...conditions.keys()].filter((unit) => {
      const isHome = paths[unit * legs + legs - 1] === unit;
      return conditions[unit] === 0 && (returned == null || isHome === returned);
    });
    const page = pageOf(first, after, units.length);
    const walks = units.slice(page.start, page.end).map((unit) => new UnitWalk(cycles, unit));
    return new UnitWalkConnection(page, units.length, walks);
  }

  @FieldResolver(() => CyclesBaselineResult, {
    description: 'The share that returns through randomly rotated networks.',
  })
  async baseline(
    @Root() { round, rule, measure, share }: Cycles,
    @Arg('repeats', () => Int, { defaultValue: 19, description: `Number of repeats, 1 to ${MOST_REPEATS}.` })
    repeats: number,
    @Arg('seed', () => Int, { defaultValue: 0, description: 'Seed of the random numbers, 0 or more.' }) seed: number,
    @Ctx() context: Context,
  ): Promise<typeof CyclesBaselineResult> {
    const choice = baselineChoice({ kind: 'ROTATION', repeats, seed });
    if (measure === 'MUTUAL_INFORMATION') return new Unavailable(NO_ROTATED_INFORMATION);
    return context.answer(
      cyclesBaselineOf(recordingsOf(round), choice, measure),
      ({ shares }) => new CyclesBaseline(choice, share, shares[rule]),
    );
  }
}

function recordingsOf(round: Round): [Derivation<Recording>, ...Derivation<Recording>[]] {
  const [first, ...others] = round;
  return [first.leftRecording, ...others.map(({ leftRecording }) => leftRecording)];
}
