import { Arg, Ctx, createUnionType, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Layer, layersOf } from '../layers/layer.js';
import { byFirst } from '../limits/cost.js';
import { Network } from '../networks/network.js';
import { boundedFirst } from '../relay/page.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import { Unit, unitOf } from '../units/unit.js';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'Something that was found by its name.',
  types: () => [Network, Layer, Unit, ProbeSet] as const,
});

@Resolver()
export class SearchResolver {
  @Query(() => [SearchResult], {
    complexity: byFirst,
    description:
      'Networks, layers, units and probe sets whose names or ids hold all the words: `conv3`, `alexnet-1 conv3`, `alexnet-1/conv3/17`.',
  })
  async search(
    @Arg('text', () => String, { description: 'Words, in whatever case and order. A number at the end means a unit.' })
    text: string,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 500.' }) first: number,
    @Ctx() { loaders }: Context,
  ): Promise<(typeof SearchResult)[]> {
    boundedFirst(first);
    const words = text
      .toLowerCase()
      .split(/[\s/]+/)
      .filter(Boolean);
    if (words.length === 0) return [];
    const networks = await loaders.networks();
    const layers = networks.flatMap(layersOf);
    const found: (typeof SearchResult)[] = [
      ...networks.filter(({ slug, name, architecture }) => holds(words, [slug, name, architecture ?? ''])),
      ...(await loaders.probeSets()).filter(({ slug, name }) => holds(words, [slug, name])),
      ...unitsNamed(words, layers),
      ...layers.filter((layer) => holds(words, namesOf(layer))),
    ];
    return found.slice(0, first);
  }
}

function unitsNamed(words: readonly string[], layers: readonly Layer[]): Unit[] {
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !/^\d{1,7}$/.test(last)) return [];
  const named = layers.filter((layer) => holds(words.slice(0, -1), namesOf(layer)) && Number(last) < layer.unitCount);
  return named.map((layer) => unitOf(layer, Number(last)));
}

function namesOf({ network, name }: Layer): string[] {
  return [network.slug, network.name, name];
}

function holds(words: readonly string[], names: readonly string[]): boolean {
  const all = names
    .join(' ')
    .toLowerCase()
    .replace(/^(network|layer|unit|probe-set):/, '');
  return words.every((word) => all.includes(word.replace(/^(network|layer|unit|probe-set):/, '')));
}
