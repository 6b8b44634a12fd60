import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { comparisonOf, type LayerComparison } from '../comparisons/layerComparison.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { Import } from '../imports/import.js';
import { byIds } from '../limits/cost.js';
import { Stimulus } from '../stimuli/stimulus.js';
import { unitOf } from '../units/unit.js';
import { idOf, type Named, parseId } from './globalId.js';
import { Node } from './node.js';
import { LARGEST_PAGE } from './page.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'The object of an id; null when there is none. An id that cannot be read is an error.',
  })
  async node(
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    return (await nodeOf(context, parseId(id))) ?? null;
  }

  @Query(() => [Node], {
    nullable: 'items',
    complexity: byIds('ids'),
    description: 'The objects of some ids in their order; null for those that are not there.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: `Global ids, ${LARGEST_PAGE} at most.` }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > LARGEST_PAGE) throw badInput(`ids: ${ids.length} are named. Name ${LARGEST_PAGE} at most.`);
    const named = ids.map((id) => parseId(id));
    return Promise.all(named.map(async (each) => (await nodeOf(context, each)) ?? null));
  }
}

async function nodeOf(context: Context, named: Named): Promise<Node | undefined> {
  const { loaders, services } = context;
  switch (named.type) {
    case 'network':
      return loaders.network(named.network);
    case 'layer':
      return loaders.layer(named);
    case 'unit': {
      const layer = await loaders.layer(named);
      return layer && named.unit < layer.unitCount ? unitOf(layer, named.unit) : undefined;
    }
    case 'probe-set':
      return loaders.probeSet(named.probeSet);
    case 'stimulus': {
      const probeSet = await loaders.probeSet(named.probeSet);
      if (probeSet === undefined || named.stimulus >= probeSet.count) return undefined;
      return new Stimulus(probeSet, await services.stimulusFacts.of(probeSet.record), named.stimulus);
    }
    case 'comparison':
      return comparisonNamed(context, named);
    case 'computation': {
      const record = services.compute.computations.get(named.key);
      return record && new Computation(record);
    }
    case 'import': {
      const record = await services.imports.find(named.import);
      return record && new Import(record);
    }
  }
}

async function comparisonNamed(
  context: Context,
  { left, right, probeSet, reduction }: Extract<Named, { type: 'comparison' }>,
): Promise<LayerComparison | undefined> {
  const { loaders } = context;
  const [leftLayer, rightLayer] = [await loaders.layer(left), await loaders.layer(right)];
  if (!leftLayer || !rightLayer || !(await loaders.probeSet(probeSet))) return undefined;
  const pair = await pairLayers(context, leftLayer, rightLayer, { probeSet: idOf.probeSet(probeSet), reduction });
  const comparison = comparisonOf(pair);
  return comparison instanceof Incomparable ? undefined : comparison;
}
