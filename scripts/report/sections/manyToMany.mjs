import { overDepth } from '../networks.mjs';
import { claim, number, percent, table } from '../words.mjs';

/** Where the tree is cut, on the distance 1 - |r|. */
const HEIGHT = 0.5;

/** Do groups of units span the same? The paper's clustering of both networks' units together. */
export async function manyToMany(ask) {
  const layers = await overDepth(
    ask,
    `clustering(height: ${HEIGHT}) { __typename ... on Clustering { clusters { left right } } ... on Unavailable { message } }`,
  );
  const rows = layers.map(({ layer, clustering: { clusters } }) => {
    const units = (chosen) => chosen.reduce((sum, { left, right }) => sum + left + right, 0);
    const both = clusters.filter(({ left, right }) => left > 0 && right > 0);
    const groups = both.filter(({ left, right }) => left + right > 2);
    const alone = clusters.filter(({ left, right }) => left + right === 1);
    return {
      layer,
      shared: units(both) / units(clusters),
      both: both.length,
      groups: groups.length,
      alone: units(alone) / units(clusters),
    };
  });
  return `The units of both layers were clustered together by 1 − |r| (average linkage), and the tree cut at ${number(HEIGHT, 1)}, where units
within a cluster correlate at .5 on average.

${table(
  ['', ...rows.map(({ layer }) => layer)],
  [
    ['units in clusters that hold units of both networks', ...rows.map(({ shared }) => percent(shared))],
    ['such clusters', ...rows.map(({ both }) => both)],
    ['of these, with more than one unit of a network', ...rows.map(({ groups }) => groups)],
    ['units that stay alone', ...rows.map(({ alone }) => percent(alone))],
  ],
)}

![Dendrogram of the units of both networks at conv1](dendrogram.svg)

- ${claim(
    rows[0].shared > 0.6 && rows.slice(1).every(({ shared }) => shared < 0.3),
    `At conv1 most units (${percent(rows[0].shared)}) are in clusters that both networks contribute to. From conv2 on most stay alone: what they share is in sums of many units, not in groups of alike ones.`,
  )}
- The paper's own choices of similarity and cut are not fully known, so its clusters are not compared with these by number.`;
}
