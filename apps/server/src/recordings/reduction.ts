import type { Reduction as ReductionValue } from '@unitgraph/analysis';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ReductionKind } from '../enums.js';
import { badInput } from '../errors.js';

@InputType({ description: "How samples are made out of a stimulus's spatial positions." })
export class ReductionInput {
  @Field(() => ReductionKind, { description: 'The rule.' })
  readonly kind!: ReductionKind;
  @Field(() => Int, {
    nullable: true,
    description: 'For SAMPLED, which needs it: positions drawn of each stimulus, 1 or more.',
  })
  readonly positions?: number | null;
  @Field(() => Int, { nullable: true, description: 'For SAMPLED: seed of the drawing, 0 or more; 0 by default.' })
  readonly seed?: number | null;
}

@ObjectType({ description: "How samples were made out of a stimulus's spatial positions.", simpleResolvers: true })
export class Reduction {
  @Field(() => ReductionKind, { description: 'The rule.' })
  readonly kind: ReductionKind;
  @Field(() => Int, { nullable: true, description: 'For SAMPLED: positions drawn of each stimulus; else null.' })
  readonly positions: number | null;
  @Field(() => Int, { nullable: true, description: 'For SAMPLED: seed of the drawing; else null.' })
  readonly seed: number | null;

  constructor(reduction: ReductionValue) {
    this.kind = reduction.kind;
    this.positions = reduction.kind === 'SAMPLED' ? reduction.positions : null;
    this.seed = reduction.kind === 'SAMPLED' ? reduction.seed : null;
  }
}

/** The reduction asked for, ALL_POSITIONS when none was. */
export function reductionOf(input: ReductionInput | null | undefined): ReductionValue {
  if (input === null || input === undefined) return { kind: 'ALL_POSITIONS' };
  const { kind, positions, seed } = input;
  if (kind !== 'SAMPLED') {
    if (positions == null && seed == null) return { kind };
    throw badInput(`reduction: ${kind} takes neither positions nor seed: only SAMPLED does.`);
  }
  if (positions == null || positions < 1) throw badInput('reduction: SAMPLED needs positions, 1 or more.');
  if (seed != null && seed < 0) throw badInput(`reduction: seed ${seed} is below 0.`);
  return { kind, positions, seed: seed ?? 0 };
}

/** A word for each reduction, for keys of what is shared. */
export function reductionName(reduction: ReductionValue): string {
  return reduction.kind === 'SAMPLED' ? `SAMPLED ${reduction.positions} ${reduction.seed}` : reduction.kind;
}
