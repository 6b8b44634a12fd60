import { hierarchicalClustering } from '../../clustering/hierarchical.js';
import { joinUnits } from '../../clustering/joinUnits.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Clustering, Correlation } from '../values.js';
import type { ClusteringChoice } from '../wantedStructure.js';
import { refusalOf } from './refused.js';

export const clusteringDefinition: Definition<Clustering> = {
  kind: 'clustering',
  cost({ size: { left = 0, right = 0 } }) {
    return { flops: 10 * (left + right) ** 2, bytes: 24 * (left + right) ** 2 };
  },
  async compute(wanted, context) {
    const { within, between, ...choice } = wanted.parameters as unknown as ClusteringChoice & {
      within: readonly [Derivation<Correlation>, Derivation<Correlation>];
      between: Derivation<Correlation>;
    };
    await context.report(0, 'merging units');
    const across = context.input(between);
    try {
      const { correlation, ...units } = joinUnits([across.leftConditions, across.rightConditions], (row, column) =>
        row === column ? context.input(within[row as 0 | 1]).values : across.values,
      );
      const dendrogram = hierarchicalClustering({ correlation, count: units.count }, choice);
      return { units, dendrogram, refusal: null };
    } catch (error) {
      return { units: null, dendrogram: null, refusal: refusalOf(error) };
    }
  },
};
