import type { CorrelationMeasure } from '@unitgraph/analysis';
import { UNIVERSAL_ABOVE } from '@unitgraph/analysis';
import { ArgsType, Field, Float, Int } from 'type-graphql';
import { baselineChoice, MOST_REPEATS } from '../comparisons/baselineArguments.js';
import type { BaselineChoice } from '../comparisons/layerPair.js';
import { Measure, UniversalityScope } from '../enums.js';
import { badInput } from '../errors.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';

/** How units are looked for in other networks. */
@ArgsType()
export class UniversalityArguments extends RecordingArguments {
  @Field(() => Float, {
    defaultValue: UNIVERSAL_ABOVE,
    description:
      'A unit is found in another network where its correlation there exceeds what rotation gives by more than this: -2 to 2. Changes nothing that is computed.',
  })
  readonly threshold!: number;
  @Field(() => UniversalityScope, {
    defaultValue: UniversalityScope.SAME_LAYER,
    description: 'In which layers of the other networks.',
  })
  readonly scope!: UniversalityScope;
  @Field(() => Measure, {
    defaultValue: Measure.PEARSON,
    description: 'What makes two units alike: PEARSON or SPEARMAN, which have a rotation baseline.',
  })
  readonly by!: Measure;
  @Field(() => Int, {
    defaultValue: 19,
    description: `How many random rotations are drawn, 1 to ${MOST_REPEATS}. 19 are what comparisons draw by default, and are shared with them.`,
  })
  readonly repeats!: number;
  @Field(() => Int, { defaultValue: 0, description: 'Seed of the random numbers, 0 or more.' })
  readonly seed!: number;
}

/** All of it that determines a value, and the threshold that does not. */
export interface UniversalityChoice {
  readonly threshold: number;
  readonly scope: UniversalityScope;
  readonly measure: CorrelationMeasure;
  readonly rotation: BaselineChoice;
}

/** @throws a GraphQL error when a number is out of range, or the measure has no rotation baseline. */
export function universalityChoice(asked: UniversalityArguments): UniversalityChoice {
  const { threshold, scope, by, repeats, seed } = asked;
  if (!(threshold >= -2 && threshold <= 2)) {
    throw badInput(`threshold: ${threshold} is out of range: ask for -2 to 2.`);
  }
  if (by === 'MUTUAL_INFORMATION') {
    throw badInput(
      'by: MUTUAL_INFORMATION has no rotation baseline, which universality is held against. Ask by PEARSON or SPEARMAN.',
    );
  }
  return { threshold, scope, measure: by, rotation: baselineChoice({ kind: 'ROTATION', repeats, seed }) };
}
