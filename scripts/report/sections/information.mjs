import { overDepth } from '../networks.mjs';
import { claim, number, percent, table } from '../words.mjs';

/** Does correlation miss something? The paper's check by mutual information, and one by ranks. */
export async function information(ask) {
  const layers = await overDepth(
    ask,
    `pearson: matching(rule: GREEDY) { ...partners }
     spearman: matching(rule: GREEDY, by: SPEARMAN) { ...partners }
     information: matching(rule: GREEDY, by: MUTUAL_INFORMATION) { ...partners }
     matrix { __typename ... on Matrix { columns npy } }`,
    `fragment partners on MatchingResult { __typename ... on Matching { mean matches(first: 500) { nodes { source { index } target { index } } } } }`,
  );
  const rows = [];
  for (const { layer, pearson, spearman, information, matrix } of layers) {
    const correlations = await ask.array(matrix.npy);
    const partners = new Map(pearson.matches.nodes.map(({ source, target }) => [source.index, target.index]));
    const others = ({ matches }) =>
      matches.nodes.filter(({ source, target }) => partners.get(source.index) !== target.index);
    const same = (matching) => 1 - others(matching).length / matching.matches.nodes.length;
    const opposed = others(information).filter(
      ({ source, target }) => correlations[source.index * matrix.columns + target.index] < 0,
    );
    rows.push({
      layer,
      ...{ pearson, spearman, information },
      ranks: same(spearman),
      nats: same(information),
      opposed: opposed.length / information.matches.nodes.length,
    });
  }
  const sameByNats = rows.map(({ nats }) => nats);
  const opposed = rows.map((row) => row.opposed);
  return `Correlation sees linear relations only. The same greedy matching was made by Spearman's rank correlation and by mutual
information (in nats, less the bias of unrelated units), and its partners compared with those by Pearson's.

${table(
  ['', ...rows.map(({ layer }) => layer)],
  [
    ['mean, Pearson', ...rows.map(({ pearson }) => number(pearson.mean))],
    ['mean, Spearman', ...rows.map(({ spearman }) => number(spearman.mean))],
    ['mean mutual information, nats', ...rows.map((each) => number(each.information.mean))],
    ['same partner by Spearman', ...rows.map(({ ranks }) => percent(ranks))],
    ['same partner by mutual information', ...rows.map(({ nats }) => percent(nats))],
    ['another partner, and one that correlates negatively', ...opposed.map(percent)],
  ],
)}

![Correlation against mutual information of all pairs of units at conv1](information.svg)

- ${claim(
    Math.min(...sameByNats) > 0.3 && Math.max(...sameByNats) < 0.7,
    `Mutual information keeps the partner of about half of the units (${percent(Math.min(...sameByNats))} to ${percent(Math.max(...sameByNats))}), at every depth.`,
  )} The paper found that correlation misses little. Here the two see
  the same decline, but often name another unit. ${claim(
    Math.max(...opposed) > 0.25,
    `For up to ${percent(Math.max(...opposed))} of a layer's units that is one with which it correlates negatively: of two rectified units, one that is off where the other is on tells much about it, and no matching by signed correlation chooses it.`,
  )}
`;
}
