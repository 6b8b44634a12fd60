import { hierarchicalSteps } from '../../clustering/hierarchical.js';
import { restingBetween } from '../../linearAlgebra/steps.js';
import type { Definition } from '../definition.js';
import type { Clustering } from '../values.js';
import type { ClusteringChoice } from '../wantedStructure.js';
import { type JoinedInputs, joinInputs } from './joinedInputs.js';
import { refusalOf } from './refused.js';

export const clusteringDefinition: Definition<Clustering> = {
  kind: 'clustering',
  cost({ size: { left = 0, right = 0 } }) {
    return { scanning: 24 * (left + right) ** 2, steps: 3 };
  },
  async compute(wanted, context) {
    const { within, between, ...choice } = wanted.parameters as unknown as ClusteringChoice & JoinedInputs;
    await context.report(0, 'merging units');
    try {
      const { correlation, ...units } = await joinInputs({ within, between }, context);
      const dendrogram = await restingBetween(hierarchicalSteps({ correlation, count: units.count }, choice));
      return { units, dendrogram, refusal: null };
    } catch (error) {
      return { units: null, dendrogram: null, refusal: refusalOf(error) };
    }
  },
};
