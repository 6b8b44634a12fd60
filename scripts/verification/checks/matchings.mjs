import { assignmentMatching, greedyMatching, softMatching, transposed } from '@unitgraph/analysis';

/** Matchings are compared by the values they reach: where units tie, any of them is right. */
export const MATCHING_CHECKS = [
  {
    key: 'greedy_left_to_right',
    run: async ({ left, right, correlation }, wanted) =>
      byValue(await correlation(), left.units, right.units, wanted, greedyMatching),
  },
  {
    key: 'greedy_right_to_left',
    run: async ({ left, right, correlation }, wanted) => {
      const { values } = transposed({ rows: left.units, columns: right.units, values: await correlation() });
      return byValue(values, right.units, left.units, wanted, greedyMatching);
    },
  },
  {
    key: 'assignment',
    run: async ({ left, right, correlation }, wanted) => {
      const { mean, matched } = assignmentMatching(await correlation(), left.units, right.units);
      return { found: { mean, matched }, wanted: { mean: wanted.mean, matched: wanted.source?.length ?? matched } };
    },
  },
  {
    key: 'soft_matching_score',
    run: async ({ left, right, correlation }) => softMatching(await correlation(), left.units, right.units).score,
  },
];

/** The value of each source's partner, found and expected, both looked up in the same matrix. */
function byValue(values, rows, columns, wanted, match) {
  const found = match(values, rows, columns);
  if (wanted.source === undefined) return { found: { mean: found.mean }, wanted: { mean: wanted.mean } };
  const sources = [...found.targets.keys()].filter((source) => found.targets[source] >= 0);
  return {
    found: { source: sources, value: sources.map((source) => found.values[source]), mean: found.mean },
    wanted: {
      source: wanted.source,
      value: wanted.source.map((source, place) => values[source * columns + wanted.target[place]]),
      mean: wanted.mean,
    },
  };
}
