import type { Correlation } from '@unitgraph/analysis';
import { Field, Float, ObjectType } from 'type-graphql';
import { isInformation } from './pairIndex.js';

@ObjectType({
  description: 'What the mutual information of two units is made of, all in nats: value = raw - bias.',
  simpleResolvers: true,
})
export class InformationParts {
  @Field(() => Float, {
    description: 'The plug-in estimate over the bins: 0 or more, too high for unrelated units; higher is more alike.',
  })
  readonly raw: number;
  @Field(() => Float, {
    description:
      'What the estimate is too high by, on average, when the units are unrelated: (R - 1)(C - 1) / 2n, R and C the bins that hold samples and n the samples. Above 0, lower is better known.',
  })
  readonly bias: number;
  @Field(() => Float, { description: "Entropy of the source's bins: the most that it can share." })
  readonly sourceEntropy: number;
  @Field(() => Float, { description: "Entropy of the target's bins: the most that it can share." })
  readonly targetEntropy: number;

  constructor(parts: Pick<InformationParts, 'raw' | 'bias' | 'sourceEntropy' | 'targetEntropy'>) {
    this.raw = parts.raw;
    this.bias = parts.bias;
    this.sourceEntropy = parts.sourceEntropy;
    this.targetEntropy = parts.targetEntropy;
  }
}

/** The parts of two units that vary; null where the values are correlations. */
export function informationParts(values: Correlation, left: number, right: number): InformationParts | null {
  if (!isInformation(values)) return null;
  const index = left * values.columns + right;
  const raw = values.raw[index] as number;
  return new InformationParts({
    raw,
    bias: raw - (values.values[index] as number),
    sourceEntropy: values.leftEntropy[left] as number,
    targetEntropy: values.rightEntropy[right] as number,
  });
}
