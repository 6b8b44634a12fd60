import type { BestMatches as Found } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Measure } from '../enums.js';
import { Url } from '../relay/url.js';
import { Incomparable } from './incomparable.js';

@ObjectType({ description: 'The best partners of all units of a layer, as files.', simpleResolvers: true })
export class BestPartners {
  @Field(() => Int, { description: 'Units, dead and constant ones included: rows of the files.' })
  readonly units: number;
  @Field(() => Url, {
    description:
      'NumPy file, `<i4`, units x `first`, C order: indices of the partners in the other layer, best first, ties to the lower index; -1 where there is none. Immutable.',
  })
  readonly partners: string;
  @Field(() => Url, {
    description:
      'NumPy file, `<f8`, of the same shape: their values, higher is more alike; NaN where there is none. Immutable.',
  })
  readonly values: string;

  constructor(units: number, address: string) {
    this.units = units;
    this.partners = `${address}-partners.npy`;
    this.values = `${address}-values.npy`;
  }
}

@ObjectType({
  description:
    'The best partners of all units of two layers, both ways. They are found without the matrix of all values, whatever the size.',
  simpleResolvers: true,
})
export class BestMatches {
  @Field(() => Measure, { description: 'What the values measure.' })
  readonly measure: Measure;
  @Field(() => Int, { description: 'Partners of each unit, at most.' })
  readonly first: number;
  @Field(() => Float, { description: 'Values that each unit has in the recordings.' })
  readonly samples: number;
  @Field(() => Int, {
    description: 'Left units without variance, dead or constant: they have no partners and are none.',
  })
  readonly deadLeft: number;
  @Field(() => Int, {
    description: 'Right units without variance, dead or constant: they have no partners and are none.',
  })
  readonly deadRight: number;
  @Field(() => BestPartners, { description: "Of the left's units in the right layer; none is its own partner." })
  readonly ofLeft: BestPartners;
  @Field(() => BestPartners, { description: "Of the right's units in the left layer; none is its own partner." })
  readonly ofRight: BestPartners;

  constructor(key: string, found: Found, measure: Measure, first: number) {
    const dead = (conditions: Uint8Array) =>
      conditions.reduce((count, condition) => count + Number(condition !== 0), 0);
    const { left, right, leftConditions, rightConditions, samples } = found;
    this.measure = measure;
    this.first = first;
    this.samples = samples;
    this.deadLeft = dead(leftConditions);
    this.deadRight = dead(rightConditions);
    this.ofLeft = new BestPartners(left.units, `/best/${key}/left-${first}`);
    this.ofRight = new BestPartners((right ?? left).units, `/best/${key}/right-${first}`);
  }
}

export const BestMatchesResult = createUnionType({
  name: 'BestMatchesResult',
  description: 'Best partners, or why they cannot be had, or the computation that does not have them yet.',
  types: () => [BestMatches, Incomparable, Computation] as const,
});
