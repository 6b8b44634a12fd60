import type { Derivation } from '@unitgraph/analysis';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { isLarge, keptFor } from '../comparisons/largePairs.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import { BACKGROUND } from '../compute/asker.js';
import type { ComputationRecord } from '../compute/computationRecord.js';
import type { Context } from '../context.js';
import { ComputationState } from '../enums.js';
import { badInput, notFound } from '../errors.js';
import { byFirst, byIds } from '../limits/cost.js';
import { chosenRecording } from '../recordings/chosenRecording.js';
import type { Connection } from '../relay/connection.js';
import { idOf, parseId } from '../relay/globalId.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { Computation, ComputationConnection } from './computation.js';

/** Most ids of one `compute`. */
const MOST_IDS = 500;

@Resolver(() => Computation)
export class ComputationResolver {
  @Query(() => ComputationConnection, {
    complexity: byFirst,
    description: 'Computations that run and ran, the one asked for last first: of each value its latest run.',
  })
  computations(
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Arg('states', () => [ComputationState], {
      nullable: true,
      description: 'Only those in one of these states; all by default.',
    })
    states: ComputationState[] | null,
    @Ctx() { services }: Context,
  ): Connection<Computation> {
    const found = services.compute.computations.all().filter(({ state }) => states == null || states.includes(state));
    const page = pageOf(first, after, found.length);
    const shown = found.slice(page.start, page.end).map((record) => new Computation(record));
    return new ComputationConnection(page, found.length, shown);
  }

  @Mutation(() => [Computation], {
    complexity: byIds('ids'),
    description:
      'Ask ahead: starts the recordings of layers, or the matchings of comparisons, and answers at once. What is there already is DONE. It is background work: whatever somebody waits for goes first.',
  })
  async compute(
    @Arg('ids', () => [ID], { description: `Layers and comparisons, ${MOST_IDS} at most.` }) ids: string[],
    @Ctx() context: Context,
  ): Promise<Computation[]> {
    if (ids.length > MOST_IDS) throw badInput(`ids: ${ids.length} are named. Name ${MOST_IDS} at most.`);
    // All are read before any is started: a wrong id starts nothing.
    const wanted = await Promise.all(ids.map((id) => derivationOf(context, id)));
    const { client, priority } = context.asker;
    const asker = { client, priority: Math.min(priority, BACKGROUND) };
    const records = await Promise.all(
      wanted.map((each) => context.services.compute.start(each, { asker, admit: context.admit })),
    );
    return records.map((record) => new Computation(record));
  }

  @Mutation(() => Computation, {
    description: 'Stops a computation, whoever waits for it. One that has ended stays as it is.',
  })
  async cancel(
    @Arg('computation', () => ID, { description: 'Id of the computation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Computation> {
    return new Computation((await context.services.compute.cancel(keyOf(id), context)) ?? unknown(id));
  }

  @Subscription(() => Computation, {
    subscribe: ({ args, context }: { args: { id: string }; context: Context }) => {
      const { computations } = context.services.compute;
      return computations.get(keyOf(args.id)) === undefined ? unknown(args.id) : computations.follow(keyOf(args.id));
    },
    description: 'One computation: as it is now, then every change, some ten a second at most, until it has ended.',
  })
  computation(
    @Root() record: ComputationRecord,
    @Arg('id', () => ID, { description: 'Id of the computation.' }) _id: string,
  ): Computation {
    return new Computation(record);
  }

  @Subscription(() => Computation, {
    subscribe: ({ context }: { context: Context }) => context.services.compute.computations.changes(),
    description: 'Every change of every computation from now on: for the activity page.',
  })
  activity(@Root() record: ComputationRecord): Computation {
    return new Computation(record);
  }
}

function keyOf(id: string): string {
  return parseId(id, 'computation').key;
}

function unknown(id: string): never {
  throw notFound(`There is no computation ${id}. \`computations\` lists them.`);
}

/** What `compute` starts for an id. */
async function derivationOf(context: Context, id: string): Promise<Derivation> {
  const named = parseId(id, 'layer', 'comparison');
  const { loaders } = context;
  if (named.type === 'layer') {
    const chosen = await chosenRecording(context, await loaders.layerOfId(id), {});
    if (chosen instanceof Unavailable) throw badInput(chosen.message);
    return chosen.recording;
  }
  const left = await loaders.layerOfId(idOf.layer(named.left.network, named.left.layer));
  const right = await loaders.layerOfId(idOf.layer(named.right.network, named.right.layer));
  const { probeSet, reduction } = named;
  const pair = await pairLayers(context, left, right, { probeSet: idOf.probeSet(probeSet), reduction });
  if (pair instanceof Incomparable) throw badInput(pair.message);
  return isLarge(context, pair) ? pair.bestMatches('PEARSON', keptFor(1)) : pair.matchings('PEARSON');
}
