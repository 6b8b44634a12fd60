import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { fillGrid } from './fillGrid.js';
import { LayerMatrix } from './layerMatrix.js';
import { NetworkMatrix } from './networkMatrix.js';
import type { PairGrid } from './pairGrid.js';
import { SimilarityGrid } from './similarityGrid.js';

interface Matrix {
  readonly grid: PairGrid;
}

/** What both matrices have: cells, and what these cost. */
function resolverOf(matrix: new (...built: never[]) => Matrix): new () => object {
  @Resolver(() => matrix)
  class MatrixResolver {
    @FieldResolver(() => SimilarityGrid, { description: 'The values, as far as they are computed.' })
    async cells(@Root() { grid }: Matrix, @Ctx() context: Context): Promise<SimilarityGrid> {
      return new SimilarityGrid(grid, await fillGrid(context, grid));
    }

    @FieldResolver(() => Estimate, { description: 'What the cells cost; all zero when they are there.' })
    async estimate(@Root() { grid }: Matrix, @Ctx() { services }: Context): Promise<Estimate> {
      return new Estimate(await services.compute.estimate(grid.together));
    }
  }
  return MatrixResolver;
}

export const LayerMatrixResolver = resolverOf(LayerMatrix);
export const NetworkMatrixResolver = resolverOf(NetworkMatrix);
