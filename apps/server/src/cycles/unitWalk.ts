import { Field, Float, ObjectType } from 'type-graphql';
import { byLength } from '../limits/cost.js';
import { MOST_NETWORKS } from '../networks/namedNetworks.js';
import { connectionType } from '../relay/connection.js';
import { Unit, unitOf } from '../units/unit.js';
import type { Cycles } from './cycles.js';

@ObjectType({ description: 'The way of one unit through the networks.', simpleResolvers: true })
export class UnitWalk {
  @Field(() => Unit, { description: 'The unit that sets out.' })
  readonly unit: Unit;
  @Field(() => Boolean, { description: 'Whether it ends where it began.' })
  readonly returned: boolean;
  @Field(() => [Unit], {
    complexity: byLength(MOST_NETWORKS),
    description:
      'The partners that it comes to, one in each network behind the first, and in the end the unit of the first network; fewer where one of them has no partner.',
  })
  readonly path: readonly Unit[];
  @Field(() => [Float], {
    description:
      'Value of the match that led to each unit of the path, in the range of the measure, higher is more alike.',
  })
  readonly values: readonly number[];
  @Field(() => Float, {
    nullable: true,
    description: 'The lowest of the values; null where the unit has no partner in the second network.',
  })
  readonly weakest: number | null;

  constructor({ round, walks }: Cycles, index: number) {
    const { legs, paths, values } = walks;
    const path = [...paths.subarray(index * legs, (index + 1) * legs)];
    const reached = path.includes(-1) ? path.indexOf(-1) : legs;
    this.unit = unitOf(round[0].left, index);
    this.path = round.slice(0, reached).map(({ right }, leg) => unitOf(right, path[leg] as number));
    this.values = [...values.subarray(index * legs, index * legs + reached)];
    this.returned = reached === legs && path[legs - 1] === index;
    this.weakest = reached === 0 ? null : Math.min(...this.values);
  }
}

export const UnitWalkConnection = connectionType('UnitWalk', () => UnitWalk, 'walks');
