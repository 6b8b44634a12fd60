import type { Derivation } from '@unitgraph/analysis';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { BaselineArguments, baselineChoice } from '../comparisons/baselineArguments.js';
import { LayerPair } from '../comparisons/layerPair.js';
import { baselineDraws } from '../comparisons/similarityDraws.js';
import type { Context } from '../context.js';
import { Unavailable } from '../relay/unavailable.js';
import { gather } from './gather.js';
import { type CellDraws, SimilarityGridBaseline, SimilarityGridBaselineResult } from './gridBaseline.js';
import type { GridCell } from './pairGrid.js';
import { SimilarityGrid } from './similarityGrid.js';

@Resolver(() => SimilarityGrid)
export class SimilarityGridResolver {
  @FieldResolver(() => SimilarityGridBaselineResult, {
    description:
      'What the same measure gives in each cell that has a value when one side is made unrelated. Measures that no rotation changes have no ROTATION baseline, and say so.',
  })
  async baseline(
    @Root() { grid, values, direction, pending, computation }: SimilarityGrid,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof SimilarityGridBaselineResult> {
    const choice = baselineChoice(asked);
    const sign = direction === 'HIGHER_IS_MORE_ALIKE' ? 1 : -1;
    const sources = new Map<LayerPair, PairDraws>();
    const parts = new Map<string, Derivation>();
    // Pairs without a value have nothing that chance could be held against.
    for (const pair of grid.pairs(({ row, column }) => values[row * grid.columns + column] !== null)) {
      const source = baselineDraws(pair, grid.measure, choice);
      if (source instanceof Unavailable) return source;
      const { key } = source.wanted;
      parts.set(key, source.wanted);
      sources.set(pair, (found) => (found.has(key) ? source.of(found.get(key) as never) : null));
    }
    // Once all cells are there it is known which have a value, and that is what is asked for together.
    if (pending > 0) return new SimilarityGridBaseline(choice, sign, values, [], { pending, computation });
    const title = `${grid.title}, ${choice.kind.toLowerCase()} baseline`;
    const gathered = await gather(context, title, parts);
    const drawsOf = (pair: LayerPair): CellDraws => sources.get(pair)?.(gathered.found) ?? null;
    const draws = grid.mapCells((cell) => meanDraws(cell, choice.repeats, drawsOf));
    const missing = draws.filter((own, place) => own === null && values[place] !== null).length;
    return new SimilarityGridBaseline(choice, sign, values, draws, { ...gathered, pending: missing });
  }
}

/** The draws of one pair among what was found; null where they still compute. */
type PairDraws = (found: ReadonlyMap<string, unknown>) => CellDraws;

/** Repeat by repeat the mean over the pairs of a cell. */
function meanDraws(cell: GridCell, repeats: number, drawsOf: (pair: LayerPair) => CellDraws): CellDraws {
  const sums = new Float64Array(repeats);
  for (const pair of cell) {
    const draws = pair instanceof LayerPair ? drawsOf(pair) : null;
    if (draws === null) return null;
    for (let repeat = 0; repeat < repeats; repeat++) {
      sums[repeat] = (sums[repeat] as number) + (draws[repeat] as number) / cell.length;
    }
  }
  return cell.length === 0 ? null : sums;
}
