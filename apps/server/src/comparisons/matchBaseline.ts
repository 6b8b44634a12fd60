import type { Significance } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { BaselineKind } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { caveatsOfBaseline } from './caveats.js';
import type { BaselineChoice, LayerPair } from './layerPair.js';

@ObjectType({
  description: 'What the same unit gets under the same rule when one side is made unrelated.',
  simpleResolvers: true,
})
export class MatchBaseline {
  @Field(() => BaselineKind, { description: 'What was made unrelated.' })
  readonly kind: BaselineKind;
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Mean value of its match over the repeats; null when it found a partner in none.',
  })
  readonly mean: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '95th percentile of that value over the repeats; null when it found a partner in none.',
  })
  readonly percentile95: number | null;
  @Field(() => Float, {
    description:
      '(1 + repeats that reach the value) / (repeats + 1): 0 to 1, lower means that the match is less likely to be chance.',
  })
  readonly pValue: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor(pair: LayerPair, choice: BaselineChoice, { mean, percentile95, pValue }: Significance) {
    const { kind, repeats, seed } = choice;
    this.kind = kind;
    this.repeats = repeats;
    this.seed = seed;
    this.mean = numberOrNull(mean);
    this.percentile95 = numberOrNull(percentile95);
    this.pValue = pValue;
    this.caveats = caveatsOfBaseline(pair, choice);
  }
}

export const MatchBaselineResult = createUnionType({
  name: 'MatchBaselineResult',
  description: 'A baseline of one match, or why its measure has none, or the computation that does not have it yet.',
  types: () => [MatchBaseline, Unavailable, Computation] as const,
});

/** JSON has no NaN: what was not measured is null. */
export function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
