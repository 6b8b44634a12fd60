import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { LayerKind } from '../enums.js';
import { Layer, LayerConnection, layersOf } from '../layers/layer.js';
import { byFirst } from '../limits/cost.js';
import { chosenRecording } from '../recordings/chosenRecording.js';
import type { Connection } from '../relay/connection.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { AccuracyResult, accuracyOf } from './accuracy.js';
import { Network, NetworkConnection } from './network.js';

@InputType({ description: 'Which networks: those that meet all that is given.' })
export class NetworkFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the slug, the name or the architecture, in whatever case.',
  })
  readonly text?: string | null;
  @Field(() => String, { nullable: true, description: 'Exactly this architecture.' })
  readonly architecture?: string | null;
  @Field(() => String, { nullable: true, description: 'Checkpoints of exactly this training run: they come by step.' })
  readonly run?: string | null;
}

@Resolver(() => Network)
export class NetworkResolver {
  @Query(() => NetworkConnection, {
    complexity: byFirst,
    description: 'Networks in the order of import; those of one run by step.',
  })
  async networks(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Arg('filter', () => NetworkFilter, { nullable: true, description: 'Which ones; all by default.' })
    filter: NetworkFilter | null,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Network>> {
    const found = (await loaders.networks()).filter((network) => meets(network, filter));
    if (filter?.run != null) found.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
    const page = pageOf(first, after, found.length);
    return new NetworkConnection(page, found.length, found.slice(page.start, page.end));
  }

  @Query(() => Network, { nullable: true, description: 'One network by its slug; null when there is none.' })
  async network(
    @Arg('slug', () => String, { description: 'For example `alexnet-1`.' }) slug: string,
    @Ctx() { loaders }: Context,
  ): Promise<Network | null> {
    return (await loaders.network(slug)) ?? null;
  }

  @FieldResolver(() => LayerConnection, { complexity: byFirst, description: 'Its layers in the order of depth.' })
  layers(
    @Root() network: Network,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Arg('kind', () => LayerKind, { nullable: true, description: 'Only layers of this kind; all by default.' })
    kind: LayerKind | null,
  ): Connection<Layer> {
    const found = layersOf(network).filter((layer) => kind == null || layer.kind === kind);
    const page = pageOf(first, after, found.length);
    return new LayerConnection(page, found.length, found.slice(page.start, page.end));
  }

  @FieldResolver(() => Layer, { nullable: true, description: 'One layer by its name; null when there is none.' })
  layer(
    @Root() network: Network,
    @Arg('name', () => String, { description: 'For example `conv3`.' }) name: string,
  ): Layer | null {
    return layersOf(network).find((layer) => layer.name === name) ?? null;
  }

  @FieldResolver(() => AccuracyResult, {
    description: 'How often its highest output is the right class, measured on a probe set with labels.',
  })
  async accuracy(
    @Root() network: Network,
    @Arg('probeSet', () => ID, {
      nullable: true,
      description: 'The probe set; by default the first one that fits the network.',
    })
    probeSet: string | null,
    @Ctx() context: Context,
  ): Promise<typeof AccuracyResult> {
    const output = layersOf(network).findLast(({ kind, positions }) => kind === 'OUTPUT' && positions.length === 0);
    if (output === undefined) return new Unavailable(`${network.slug} has no output layer of one value a class.`);
    const chosen = await chosenRecording(context, output, { probeSet });
    if (chosen instanceof Unavailable) return chosen;
    const { classes, slug, record } = chosen.probeSet;
    const { store, stimulusFacts } = context.services;
    const facts = await stimulusFacts.of(record);
    const { labels } = facts;
    if (labels === null) return new Unavailable(`${slug} has no labels, so that nobody knows what is right.`);
    if (classes.length !== output.unitCount) {
      return new Unavailable(
        `${network.slug} tells ${output.unitCount} classes apart, and ${slug} has ${classes.length}.`,
      );
    }
    return context.read(chosen.recording, (recording) => accuracyOf(recording, store, labels, facts));
  }
}

function meets(network: Network, filter: NetworkFilter | null): boolean {
  const text = filter?.text?.toLowerCase();
  const words = [network.slug, network.name, network.architecture ?? ''];
  if (text != null && !words.some((word) => word.toLowerCase().includes(text))) return false;
  if (filter?.run != null && network.run !== filter.run) return false;
  return filter?.architecture == null || network.architecture === filter.architecture;
}
