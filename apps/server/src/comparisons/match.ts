import type { Correlation } from '@unitgraph/analysis';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { MatchRule, Measure } from '../enums.js';
import { connectionType } from '../relay/connection.js';
import { Unit, unitOf } from '../units/unit.js';
import { InformationParts, informationParts } from './informationParts.js';
import type { LayerPair } from './layerPair.js';

@ObjectType({ description: 'One edge of the graph of units.', simpleResolvers: true })
export class Match {
  @Field(() => Unit, { description: 'The unit on the left side, or the one that was asked about.' })
  readonly source: Unit;
  @Field(() => Unit, { description: 'Its partner.' })
  readonly target: Unit;
  @Field(() => Measure, { description: 'What `value` measures.' })
  readonly measure: Measure;
  @Field(() => MatchRule, { description: 'How the partner was chosen; GREEDY among `correlates`.' })
  readonly rule: MatchRule;
  @Field(() => Float, {
    description:
      'How alike the two are under the measure, higher is more alike: -1 to 1 for PEARSON and SPEARMAN, nats for MUTUAL_INFORMATION.',
  })
  readonly value: number;
  @Field(() => Int, {
    description: 'From 1: the place by falling value in its matching; among `correlates`, the place in that list.',
  })
  readonly rank: number;
  @Field(() => Boolean, { description: "True when each is the other's best partner, between their two layers." })
  readonly mutual: boolean;
  @Field(() => InformationParts, {
    nullable: true,
    description: 'What `value` is made of under MUTUAL_INFORMATION; null under the correlations.',
  })
  readonly information: InformationParts | null;

  constructor(
    readonly pair: LayerPair,
    rule: MatchRule,
    measure: Measure,
    /** Where the value is from; null when it is a correlation, which is made of nothing else. */
    values: Correlation | null,
    { left, right, value, rank, mutual }: MatchPlace,
  ) {
    this.source = unitOf(pair.left, left);
    this.target = unitOf(pair.right, right);
    this.measure = measure;
    this.rule = rule;
    this.value = value;
    this.rank = rank;
    this.mutual = mutual;
    this.information = values && informationParts(values, left, right);
  }
}

/** Where a match stands: indices of its units, value, rank from 1. */
export interface MatchPlace {
  readonly left: number;
  readonly right: number;
  readonly value: number;
  readonly rank: number;
  readonly mutual: boolean;
}

export const MatchConnection = connectionType('Match', () => Match, 'matches');
