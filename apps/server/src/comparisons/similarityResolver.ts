import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SimilarityMeasure } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { Alignment, AlignmentResult } from './alignment.js';
import { LayerComparison } from './layerComparison.js';
import { Similarity, SimilarityResult } from './similarity.js';

@Resolver(() => LayerComparison)
export class SimilarityResolver {
  @FieldResolver(() => SimilarityResult, { description: 'How alike the two layers are as wholes, under one measure.' })
  async similarity(
    @Root() { pair }: LayerComparison,
    @Arg('by', () => SimilarityMeasure, { description: 'The measure, with its range and direction.' })
    by: SimilarityMeasure,
    @Ctx() context: Context,
  ): Promise<typeof SimilarityResult> {
    return context.answer(pair.similarity(by), (value) =>
      value.refusal === null ? new Similarity(pair, by, value) : new Unavailable(value.refusal),
    );
  }

  @FieldResolver(() => AlignmentResult, {
    description:
      'Is it only a rotation? What is left between the two layers after a reordering, a rotation, a linear map.',
  })
  async alignment(@Root() { pair }: LayerComparison, @Ctx() context: Context): Promise<typeof AlignmentResult> {
    return context.answer(pair.alignment, (value) =>
      value.refusal === null ? new Alignment(pair, value) : new Unavailable(value.refusal),
    );
  }
}
