import { spectralEmbedding } from '../../clustering/spectralEmbedding.js';
import type { Definition } from '../definition.js';
import { multiplier } from '../multiplier.js';
import { eigenWork } from '../prices/algebra.js';
import type { Spectrum } from '../values.js';
import type { ClusteringChoice } from '../wantedStructure.js';
import { type JoinedInputs, joinInputs } from './joinedInputs.js';
import { refusalOf } from './refused.js';

export const spectrumDefinition: Definition<Spectrum> = {
  kind: 'spectrum',
  cost({ size: { left = 0, right = 0 } }) {
    return { algebra: 0.2 * eigenWork(left + right), scanning: 16 * (left + right) ** 2, steps: 1 };
  },
  async compute(wanted, context) {
    const { within, between, kept, ...choice } = wanted.parameters as unknown as JoinedInputs &
      Pick<ClusteringChoice, 'sign' | 'threshold'> & { kept: number };
    await context.report(0, 'finding eigenvectors');
    try {
      const { correlation, ...units } = await joinInputs({ within, between }, context);
      const joined = { correlation, count: units.count };
      return { units, embedding: await spectralEmbedding(joined, choice, await multiplier(), kept), refusal: null };
    } catch (error) {
      return { units: null, embedding: null, refusal: refusalOf(error) };
    }
  },
};
