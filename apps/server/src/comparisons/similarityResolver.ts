import { MOMENT_MEASURES } from '@unitgraph/analysis';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SimilarityMeasure } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { Alignment, AlignmentResult } from './alignment.js';
import { baselineChoice, MOST_REPEATS } from './baselineArguments.js';
import { LayerComparison } from './layerComparison.js';
import { Similarity, SimilarityResult } from './similarity.js';
import { SimilarityBaseline, SimilarityBaselineResult } from './similarityBaseline.js';

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

@Resolver(() => Similarity)
export class SimilarityBaselineResolver {
  @FieldResolver(() => SimilarityBaselineResult, {
    description: 'What chance gives: the same measure with the stimuli of one side shuffled.',
  })
  async baseline(
    @Root() { pair, measure, value, direction }: Similarity,
    @Arg('repeats', () => Int, { defaultValue: 19, description: `Number of repeats, 1 to ${MOST_REPEATS}.` })
    repeats: number,
    @Arg('seed', () => Int, { defaultValue: 0, description: 'Seed of the random numbers, 0 or more.' }) seed: number,
    @Ctx() context: Context,
  ): Promise<typeof SimilarityBaselineResult> {
    const choice = baselineChoice({ kind: 'PERMUTATION', repeats, seed });
    if (measure === 'ASSIGNMENT_MEAN' || measure === 'GREEDY_MEAN') {
      const rule = measure === 'GREEDY_MEAN' ? 'GREEDY' : 'ASSIGNMENT';
      return context.answer(
        pair.baseline('PEARSON', choice),
        ({ rules }) => new SimilarityBaseline(choice, value, rules[rule].means, direction),
      );
    }
    const shuffled = MOMENT_MEASURES.find((each) => each === measure);
    if (shuffled !== undefined) {
      return context.answer(
        pair.similarityBaseline(shuffled, { repeats, seed }),
        ({ values }) => new SimilarityBaseline(choice, value, values, direction),
      );
    }
    return new Unavailable(
      `${measure} has no baseline yet. Ask for that of ${MOMENT_MEASURES.join(', ')}, ASSIGNMENT_MEAN or GREEDY_MEAN.`,
    );
  }
}
