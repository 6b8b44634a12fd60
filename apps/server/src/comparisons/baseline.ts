import { type Baseline as BaselineValue, significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { BaselineKind, type MatchRule } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { caveatsOfBaseline } from './caveats.js';
import type { BaselineChoice, LayerPair } from './layerPair.js';
import { numberOrNull } from './matchBaseline.js';

@ObjectType({ description: 'What the same matching gives when one side is made unrelated.', simpleResolvers: true })
export class Baseline {
  @Field(() => BaselineKind, { description: 'What was made unrelated.' })
  readonly kind: BaselineKind;
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => Float, {
    nullable: true,
    description: "Mean, over the repeats, of the matching's mean; null when no repeat had a match.",
  })
  readonly mean: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "95th percentile, over the repeats, of the matching's mean; null when no repeat had a match.",
  })
  readonly percentile95: number | null;
  @Field(() => Float, {
    description:
      "(1 + repeats whose mean reaches the matching's) / (repeats + 1): 0 to 1, lower means less likely to be chance.",
  })
  readonly pValue: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor(
    pair: LayerPair,
    choice: BaselineChoice,
    readonly value: BaselineValue,
    readonly rule: MatchRule,
    mean: number,
  ) {
    const { kind, repeats, seed } = choice;
    const significance = significanceOf(mean, value.rules[rule].means);
    this.kind = kind;
    this.repeats = repeats;
    this.seed = seed;
    this.mean = numberOrNull(significance.mean);
    this.percentile95 = numberOrNull(significance.percentile95);
    this.pValue = significance.pValue;
    this.caveats = caveatsOfBaseline(pair, choice);
  }
}

@ObjectType({
  description: 'The sorted curve under a baseline at one rank, over the repeats that have so many matches.',
  simpleResolvers: true,
})
export class BandPoint {
  @Field(() => Int, { description: 'Place by falling value, from 1.' })
  readonly rank: number;
  @Field(() => Float, { description: 'Lowest value at this rank.' })
  readonly low: number;
  @Field(() => Float, { description: 'Mean value at this rank.' })
  readonly mean: number;
  @Field(() => Float, { description: 'Highest value at this rank.' })
  readonly high: number;

  constructor(rank: number, values: readonly number[]) {
    this.rank = rank;
    this.low = Math.min(...values);
    this.mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    this.high = Math.max(...values);
  }
}

/** The values of each repeat, falling; units without partner left out. */
export function sortedRepeats({ value: { rules, repeats, units }, rule }: Baseline): Float64Array[] {
  const { values } = rules[rule];
  return Array.from({ length: repeats }, (_, repeat) =>
    values
      .subarray(repeat * units, (repeat + 1) * units)
      .filter((value) => !Number.isNaN(value))
      .sort()
      .reverse(),
  );
}

export const BaselineResult = createUnionType({
  name: 'BaselineResult',
  description: 'A baseline, or why the measure has none, or the computation that does not have it yet.',
  types: () => [Baseline, Unavailable, Computation] as const,
});
