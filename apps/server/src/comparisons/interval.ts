import { bootstrapInterval } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import type { IntervalChoice } from './intervalArguments.js';

/** What was drawn: see `bootstrapOf` and `similarityBootstrapOf`. */
export interface DrawnAnew {
  /** One value a repeat; NaN where a repeat gave none. */
  readonly draws: Float64Array;
  readonly groups: number;
}

/** What to bear in mind where mirroring carries the interval past the score. */
const OUTSIDE =
  'The score itself lies outside: what is chosen or fitted is higher on the samples that it was chosen on, and the interval takes off as much as drawing stimuli anew adds.';

@ObjectType({
  description:
    'Between which values a score would lie for other stimuli of the same kind: a bootstrap over groups of stimuli. It says nothing of other networks.',
  simpleResolvers: true,
})
export class Interval {
  @Field(() => Float, { description: 'Lower end, in the range of the score.' })
  readonly low: number;
  @Field(() => Float, { description: 'Upper end, in the range of the score.' })
  readonly high: number;
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => Float, { description: 'How often it should cover the score over all stimuli of the kind, 0 to 1.' })
  readonly share: number;
  @Field(() => Int, { description: 'Groups of neighbouring stimuli that were drawn, with replacement.' })
  readonly groups: number;
  @Field(() => String, { description: 'How the interval was made, in words.' })
  readonly method: string =
    "Basic bootstrap (Davison and Hinkley 1997, 5.2): the quantiles of the draws, mirrored at the score. Each repeat draws groups of stimuli with replacement and computes the score anew from the groups' sums.";
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor(
    { repeats, seed, share }: IntervalChoice,
    score: number,
    range: readonly [number, number],
    { draws, groups }: DrawnAnew,
    caveats: readonly string[],
  ) {
    const { low, high } = bootstrapInterval(score, draws, share, range);
    this.low = low;
    this.high = high;
    this.repeats = repeats;
    this.seed = seed;
    this.share = share;
    this.groups = groups;
    this.caveats = score < low || score > high ? [...caveats, OUTSIDE] : caveats;
  }
}

export const IntervalResult = createUnionType({
  name: 'IntervalResult',
  description: 'An interval, or why the score has none, or the computation that does not have it yet.',
  types: () => [Interval, Unavailable, Computation] as const,
});
