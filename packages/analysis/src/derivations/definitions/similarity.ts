import { Refusal } from '../../errors.js';
import { restingBetween } from '../../linearAlgebra/steps.js';
import { debiasedCka } from '../../measures/debiasedCka.js';
import { similarityOfMoments } from '../../measures/momentMeasures.js';
import { SAMPLE_COMPARISONS, type SampleMeasure } from '../../measures/sampleMeasures.js';
import { type SecondMoments, varying } from '../../measures/secondMoments.js';
import { softMatchingSteps } from '../../measures/softMatching.js';
import { sampleNorms } from '../../statistics/sampleNorms.js';
import type { Context, Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { multiplier } from '../multiplier.js';
import { preparedSide, sideName } from '../preparedSides.js';
import { similarityWork } from '../prices/sampleWork.js';
import type { Correlation, LayerSimilarity, Matchings, Recording, SimilarityMeasure } from '../values.js';
import type { MomentInputs } from '../wantedSimilarities.js';
import { momentsOfInputs } from './momentInputs.js';
import { itsRecordings } from './reads.js';
import { refusalOf } from './refused.js';

/** The parameters of a similarity; which of the inputs are there depends on the measure. */
interface SimilarityParameters {
  readonly measure: SimilarityMeasure;
  readonly recordings: readonly [Derivation<Recording>, Derivation<Recording>];
  readonly moments: MomentInputs;
  readonly correlation: Derivation<Correlation>;
  readonly matchings: Derivation<Matchings>;
}

export const similarityDefinition: Definition<LayerSimilarity> = {
  kind: 'similarity',
  reads: itsRecordings,
  prepares: ({ parameters }) =>
    parameters.measure === 'CKA_DEBIASED'
      ? []
      : itsRecordings({ parameters }).map(({ key }) => sideName(parameters.measure as SampleMeasure, key)),
  cost({ parameters, size: { left = 0, right = 0, samples = 0 } }) {
    return similarityWork(parameters.measure as SimilarityMeasure, left, right, samples);
  },
  async compute(wanted, context) {
    const parameters = wanted.parameters as unknown as SimilarityParameters;
    await context.report(0, 'comparing whole layers');
    try {
      return await similarityUnder(parameters, context);
    } catch (error) {
      const nothing = { samples: 0, leftDimensions: 0, rightDimensions: 0, precise: true };
      return { value: Number.NaN, refusal: refusalOf(error), ...nothing };
    }
  },
};

async function similarityUnder(parameters: SimilarityParameters, context: Context): Promise<LayerSimilarity> {
  switch (parameters.measure) {
    case 'CKA_RBF':
    case 'RSA':
    case 'MUTUAL_KNN':
      return fromSamples(parameters.measure, parameters, context);
    case 'CKA_DEBIASED':
      return debiased(parameters, context);
    case 'SOFT_MATCHING':
    case 'ASSIGNMENT_MEAN':
    case 'GREEDY_MEAN':
      return fromCorrelation(parameters, context);
    default: {
      const moments = momentsOfInputs(parameters.moments, context);
      const found = await similarityOfMoments(parameters.measure, moments, await multiplier());
      const { samples, precise } = moments;
      return { ...liveUnits(moments), ...found, refusal: null, samples, precise };
    }
  }
}

function liveUnits(moments: SecondMoments): Pick<LayerSimilarity, 'leftDimensions' | 'rightDimensions'> {
  return {
    leftDimensions: varying(moments.left, 'left').length,
    rightDimensions: varying(moments.right, 'right').length,
  };
}

async function debiased(
  { recordings, moments: inputs }: SimilarityParameters,
  context: Context,
): Promise<LayerSimilarity> {
  const moments = momentsOfInputs(inputs, context);
  const norms = async (side: 0 | 1) =>
    sampleNorms(context.input(recordings[side]), context.store, (fraction) =>
      context.report((side + fraction) / 2, 'measuring samples'),
    );
  const value = debiasedCka(moments, await norms(0), await norms(1));
  return { value, refusal: null, samples: moments.samples, ...liveUnits(moments), precise: moments.precise };
}

/** Those that compare samples with samples: of many, only some. */
async function fromSamples(
  measure: SampleMeasure,
  { recordings }: SimilarityParameters,
  context: Context,
): Promise<LayerSimilarity> {
  const [x, y] = [context.input(recordings[0]), context.input(recordings[1])];
  for (const [side, { conditions }] of [
    ['left', x],
    ['right', y],
  ] as const) {
    if (countLive(conditions) > 0) continue;
    throw new Refusal(`No unit of the ${side} side varies.`, 'Choose another layer, or other stimuli.');
  }
  const { limit, compare } = SAMPLE_COMPARISONS[measure];
  const prepared = (place: 0 | 1) =>
    preparedSide(measure, recordings[place], place === 0 ? 'left' : 'right', context, (fraction) =>
      context.report((place + fraction) / 2, 'comparing samples with samples'),
    );
  const value = await restingBetween(compare(await prepared(0), await prepared(1)));
  return {
    value,
    refusal: null,
    samples: Math.min(x.samples, limit),
    leftDimensions: countLive(x.conditions),
    rightDimensions: countLive(y.conditions),
    precise: true,
  };
}

async function fromCorrelation(parameters: SimilarityParameters, context: Context): Promise<LayerSimilarity> {
  const { values, rows, columns, samples, leftConditions, rightConditions } = context.input(parameters.correlation);
  const isSoft = parameters.measure === 'SOFT_MATCHING';
  const soft = isSoft ? (await restingBetween(softMatchingSteps(values, rows, columns))).score : null;
  const rule = parameters.measure === 'GREEDY_MEAN' ? 'GREEDY' : 'ASSIGNMENT';
  const value = soft ?? context.input(parameters.matchings).rules[rule].mean;
  return {
    value,
    refusal: Number.isNaN(value) ? 'No unit of one side varies. Choose another layer, or other stimuli.' : null,
    samples,
    leftDimensions: countLive(leftConditions),
    rightDimensions: countLive(rightConditions),
    // Correlations are as the backend makes them: six digits are more than a mean of them needs.
    precise: true,
  };
}

function countLive(conditions: Uint8Array): number {
  return conditions.reduce((count, condition) => count + (condition === 0 ? 1 : 0), 0);
}
