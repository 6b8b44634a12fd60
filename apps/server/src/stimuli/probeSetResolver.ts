import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import type { Connection } from '../relay/connection.js';
import { pageOf } from '../relay/page.js';
import { ProbeSet, ProbeSetConnection } from './probeSet.js';
import { Stimulus, StimulusConnection } from './stimulus.js';

@Resolver(() => ProbeSet)
export class ProbeSetResolver {
  @Query(() => ProbeSetConnection, { complexity: byFirst, description: 'Probe sets in the order of import.' })
  async probeSets(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ProbeSet>> {
    const found = await loaders.probeSets();
    const page = pageOf(first, after, found.length);
    return new ProbeSetConnection(page, found.length, found.slice(page.start, page.end));
  }

  @FieldResolver(() => StimulusConnection, { complexity: byFirst, description: 'Its stimuli in their order.' })
  async stimuli(
    @Root() probeSet: ProbeSet,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Ctx() { services }: Context,
  ): Promise<Connection<Stimulus>> {
    const page = pageOf(first, after, probeSet.count);
    const facts = await services.stimulusFacts.of(probeSet.record);
    const stimuli = Array.from(
      { length: page.end - page.start },
      (_, place) => new Stimulus(probeSet, facts, page.start + place),
    );
    return new StimulusConnection(page, probeSet.count, stimuli);
  }

  @FieldResolver(() => Stimulus, {
    nullable: true,
    description: 'One stimulus; null when there is none of that index.',
  })
  async stimulus(
    @Root() probeSet: ProbeSet,
    @Arg('index', () => Int, { description: 'From 0.' }) index: number,
    @Ctx() { services }: Context,
  ): Promise<Stimulus | null> {
    if (index < 0 || index >= probeSet.count) return null;
    return new Stimulus(probeSet, await services.stimulusFacts.of(probeSet.record), index);
  }
}
