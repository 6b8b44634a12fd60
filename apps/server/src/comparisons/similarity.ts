import type { LayerSimilarity } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { SimilarityDirection, SimilarityMeasure } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { caveatsOf } from './caveats.js';
import type { LayerPair } from './layerPair.js';
import { SIMILARITY_FACTS } from './similarityFacts.js';

@ObjectType({ description: 'How alike two layers are as wholes.', simpleResolvers: true })
export class Similarity {
  @Field(() => SimilarityMeasure, { description: 'What `value` measures.' })
  readonly measure: SimilarityMeasure;
  @Field(() => Float, { description: 'How alike they are, within `range`, to be read in `direction`.' })
  readonly value: number;
  @Field(() => [Float], { description: 'The lowest and the highest value that the measure can have.' })
  readonly range: readonly number[];
  @Field(() => SimilarityDirection, { description: 'Which way the value points.' })
  readonly direction: SimilarityDirection;
  @Field(() => Boolean, { description: 'Whether the measure is the same with the sides exchanged.' })
  readonly symmetric: boolean;
  @Field(() => [String], {
    description:
      'What to bear in mind, one sentence each: few samples, correlated samples, a subset of them, float32 sums. Empty when nothing.',
  })
  readonly caveats: readonly string[];
  @Field(() => Float, { description: 'Samples that were used.' })
  readonly samples: number;
  @Field(() => Int, {
    description:
      'Dimensions of the left layer that took part: its live units, or for CCA and SVCCA the directions kept.',
  })
  readonly dimensionsLeft: number;
  @Field(() => Int, { description: 'Dimensions of the right layer that took part, likewise.' })
  readonly dimensionsRight: number;

  constructor(
    readonly pair: LayerPair,
    measure: SimilarityMeasure,
    similarity: LayerSimilarity,
  ) {
    const { range, direction, symmetric } = SIMILARITY_FACTS[measure];
    this.measure = measure;
    this.value = similarity.value;
    this.range = range;
    this.direction = direction;
    this.symmetric = symmetric;
    this.caveats = caveatsOf(pair, similarity);
    this.samples = similarity.samples;
    this.dimensionsLeft = similarity.leftDimensions;
    this.dimensionsRight = similarity.rightDimensions;
  }
}

export const SimilarityResult = createUnionType({
  name: 'SimilarityResult',
  description: 'A similarity, or why these layers have none, or the computation that does not have it yet.',
  types: () => [Similarity, Unavailable, Computation] as const,
});
