import { type Profile, type Recording, UNIT_CONDITIONS } from '@unitgraph/analysis';
import { createUnionType, Field, Float, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { UnitCondition } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';

@ObjectType({
  description: 'How often which activations occur: bins of equal width from minimum to maximum.',
  simpleResolvers: true,
})
export class Histogram {
  @Field(() => [Float], { description: 'Edges of the bins, one more than bins, rising.' })
  readonly edges: readonly number[];
  @Field(() => [Float], { description: 'Samples in each bin; the last bin includes its upper edge.' })
  readonly counts: readonly number[];

  constructor({ bins, edges, counts }: Profile, unit: number) {
    this.edges = Array.from(edges.subarray(unit * (bins + 1), (unit + 1) * (bins + 1)));
    this.counts = Array.from(counts.subarray(unit * bins, (unit + 1) * bins));
  }
}

@ObjectType({ description: 'What one unit does over all samples of a recording.', simpleResolvers: true })
export class UnitStatistics {
  @Field(() => UnitCondition, { description: 'Whether it varies.' })
  readonly condition: UnitCondition;
  @Field(() => Float, { description: 'Number of samples: stimuli times positions.' })
  readonly samples: number;
  @Field(() => Float, { description: 'Mean activation.' })
  readonly mean: number;
  @Field(() => Float, { description: 'Population standard deviation of the activation, 0 or more.' })
  readonly deviation: number;
  @Field(() => Float, { description: 'Lowest activation.' })
  readonly minimum: number;
  @Field(() => Float, { description: 'Highest activation.' })
  readonly maximum: number;
  @Field(() => Float, { description: 'Share of the samples that are exactly zero, 0 to 1.' })
  readonly zeroShare: number;
  @Field(() => Histogram, { description: 'How often which activations occur.' })
  readonly histogram: Histogram;

  constructor({ moments, conditions }: Recording, profile: Profile, unit: number) {
    this.condition = UNIT_CONDITIONS[conditions[unit] as number] ?? 'LIVE';
    this.samples = moments.count;
    this.mean = moments.mean[unit] as number;
    this.deviation = Math.sqrt((moments.squares[unit] as number) / moments.count);
    this.minimum = moments.minimum[unit] as number;
    this.maximum = moments.maximum[unit] as number;
    this.zeroShare = (moments.zeros[unit] as number) / moments.count;
    this.histogram = new Histogram(profile, unit);
  }
}

export const UnitStatisticsResult = createUnionType({
  name: 'UnitStatisticsResult',
  description: 'Statistics of a unit, or the computation that does not have them yet, or why there can be none.',
  types: () => [UnitStatistics, Computation, Unavailable] as const,
});
