import { type SpectralCut, type SpectralLabels, spectralLabels } from '../../clustering/spectral.js';
import { Refusal } from '../../errors.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Spectrum } from '../values.js';

/** Starts times rounds that k-means usually takes. */
const USUAL_ROUNDS = 200;
const USUAL_CLUSTERS = 8;

export const spectralClustersDefinition: Definition<SpectralLabels> = {
  kind: 'spectralClusters',
  cost({ size: { left = 0, right = 0 }, parameters }) {
    const clusters = Number(parameters.clusters ?? USUAL_CLUSTERS);
    return { algebra: 3 * USUAL_ROUNDS * (left + right) * clusters ** 2, steps: 1 };
  },
  async compute(wanted, context) {
    const { spectrum, ...cut } = wanted.parameters as unknown as SpectralCut & { spectrum: Derivation<Spectrum> };
    await context.report(0, 'grouping units');
    const { embedding, refusal } = context.input(spectrum);
    if (embedding === null) throw new Refusal(refusal ?? 'There is no spectrum.', 'Make other choices.');
    return spectralLabels(embedding, cut);
  },
};
