import { ALIKE, CONVOLUTIONS, networkId } from '../networks.mjs';
import { claim, mean, number, percent, table } from '../words.mjs';

/** Where the surplus over rotation counts as found: what the page begins with. */
const THRESHOLD = 0.1;

/** Which units are in all networks, and whether matchings through several networks agree with each other. */
export async function inAllOfThem(ask) {
  const { universality } = await ask(
    `query ($networks: [ID!]!, $layers: [String!]!, $threshold: Float!) {
      universality(networks: $networks, layers: $layers, threshold: $threshold) {
        parts { layer { name } counts { __typename ... on UniversalityCounts { all some one meanExcess } ... on Incomparable { message } } } } }`,
    { networks: ALIKE.map(networkId), layers: CONVOLUTIONS, threshold: THRESHOLD },
  );
  const rows = [];
  for (const layer of CONVOLUTIONS) {
    const counts = universality.parts.filter((part) => part.layer.name === layer).map((part) => part.counts);
    const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
    const live = sum('all') + sum('some') + sum('one');
    const { cycles } = await ask(
      `query ($networks: [ID!]!, $layer: String!) { cycles(networks: $networks, layer: $layer) {
        __typename ... on Cycles { share chance baseline { __typename ... on CyclesBaseline { mean pValue } } } ... on Incomparable { message } } }`,
      { networks: ALIKE.slice(0, 3).map(networkId), layer },
    );
    rows.push({
      layer,
      all: sum('all') / live,
      some: sum('some') / live,
      one: sum('one') / live,
      excess: mean(counts.map(({ meanExcess }) => meanExcess)),
      cycles,
    });
  }
  const row = (name, of, format = percent) => [name, ...rows.map((each) => format(of(each)))];
  return `A unit is found in another network where the correlation with its best partner there is more than ${number(THRESHOLD, 1)} above what random
rotations of that network give. Below, the units of all four networks; then how many units come back to themselves on the
way by assignment from network 1 to 2, to 3, and to 1 again.

${table(
  ['', ...CONVOLUTIONS],
  [
    row('found in all three others', ({ all }) => all),
    row('found in some', ({ some }) => some),
    row('found in none', ({ one }) => one),
    row('mean surplus over rotation', ({ excess }) => excess, number),
    row('return from the round trip', ({ cycles }) => cycles.share),
    row('the same through rotated networks', ({ cycles }) => cycles.baseline.mean),
    row('by chance', ({ cycles }) => cycles.chance),
  ],
)}

![Units found in all, some and none of the other networks](universality.svg)

- ${claim(
    rows.every(({ all, some }) => all < 0.35 && some > all) && rows.some(({ one }) => one > 0.35),
    'Most units are found in some of the networks. Few are in all of them, and in the middle of the network nearly half are in none: which units two networks share depends much on which two they are.',
  )}
- ${claim(
    rows.every(({ cycles }) => cycles.share < 0.35 && cycles.share > 2 * cycles.chance),
    'Round trips tell the same. Many times more units return than by chance, but most do not: the partner of a partner is mostly another unit.',
  )} ${claim(
    rows.filter(({ cycles }) => cycles.baseline.pValue <= 0.05).length <= 2,
    'Against rotated networks most of that advantage is gone.',
  )}`;
}
