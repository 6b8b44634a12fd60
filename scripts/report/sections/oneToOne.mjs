import { ALIKE, CONVOLUTIONS, networkId } from '../networks.mjs';
import { claim, mean, number, percent, table } from '../words.mjs';

/** What the paper prints for Net1 -> Net2. */
const PAPER = {
  greedy: [0.703, 0.556, 0.478, 0.369, 0.416],
  assignment: [0.663, 0.507, 0.446, 0.342, 0.385],
  agreement: [0.729, 0.578, 0.617, 0.581, 0.645],
};

const QUERY = `query ($networks: [ID!]!) {
  convergence(networks: $networks, kinds: [CONVOLUTION]) {
    pairs { points { layer comparison { __typename
      ... on LayerComparison {
        greedy: matching(rule: GREEDY) { __typename ... on Matching { mean } }
        assignment: matching(rule: ASSIGNMENT) { __typename ... on Matching {
          mean agreement
          permutation: baseline(kind: PERMUTATION) { __typename ... on Baseline { mean pValue } }
          rotation: baseline(kind: ROTATION) { __typename ... on Baseline { mean pValue } }
        } }
        mutual: matching(rule: MUTUAL) { __typename ... on Matching { matchedCount } }
        left { unitCount }
      }
      ... on Incomparable { message }
    } } }
  }
}`;

/** Is there one unit for one unit? The paper's first question and its main figure. */
export async function oneToOne(ask) {
  const { convergence } = await ask(QUERY, { networks: ALIKE.map(networkId) });
  const layers = CONVOLUTIONS.map((layer) => {
    const comparisons = convergence.pairs.map(({ points }) => points.find((point) => point.layer === layer).comparison);
    const over = (numberOf) => mean(comparisons.map(numberOf));
    return {
      layer,
      greedy: over(({ greedy }) => greedy.mean),
      assignment: over(({ assignment }) => assignment.mean),
      agreement: over(({ assignment }) => assignment.agreement),
      permutation: over(({ assignment }) => assignment.permutation.mean),
      rotation: over(({ assignment }) => assignment.rotation.mean),
      mutual: over(({ mutual, left }) => mutual.matchedCount / left.unitCount),
      clear: comparisons.every(
        ({ assignment }) => assignment.permutation.pValue <= 0.05 && assignment.rotation.pValue <= 0.05,
      ),
    };
  });
  const row = (name, key, format = number) => [name, ...layers.map((each) => format(each[key]))];
  const paper = (name, key) => [`*the paper: ${name}*`, ...PAPER[key].map((value) => `*${number(value)}*`)];
  const [first, last] = [layers[0], layers[layers.length - 1]];
  const surplus = layers.map(({ assignment, rotation }) => assignment - rotation);
  return `Each unit is given its best partner in the other network (*greedy*, with replacement), or all units are paired one to one
so that the total is highest (*assignment*). Means over the ${convergence.pairs.length} pairs of the four AlexNet-shaped networks:

${table(
  ['Mean correlation', ...CONVOLUTIONS],
  [
    row('greedy', 'greedy'),
    paper('greedy', 'greedy'),
    row('assignment', 'assignment'),
    paper('assignment', 'assignment'),
    row('assignment, rotation baseline', 'rotation'),
    row('assignment, permutation baseline', 'permutation'),
    row('both rules give the same value', 'agreement'),
    paper('same value', 'agreement'),
    row("each other's best, share of units", 'mutual', percent),
  ],
)}

![Mean correlation over depth for all pairs of the four networks, beside the paper's row and the baselines](convergence.svg)

- **What matched.** ${claim(
    layers.every(({ clear }) => clear),
    'In every pair and at every depth the matching is better than all of 19 shuffles of the stimuli and than all of 19 random rotations: these networks share units, and not only the space that the units span.',
  )} ${claim(
    layers.every(({ greedy, assignment }) => greedy >= assignment),
    'Greedy is above assignment throughout, as it must be: some units have the same favourite.',
  )}
- **Where it fell.** Greedy falls from ${number(first.greedy)} at ${first.layer} to ${number(last.greedy)} at ${last.layer}, assignment from
  ${number(first.assignment)} to ${number(last.assignment)}. ${claim(
    layers.every((each, depth) => depth === 0 || each.greedy < layers[depth - 1].greedy),
    'It falls at every step. In the paper it rises again at conv5; here it does not.',
  )}
- **What is left of it above the baselines.** The surplus of assignment over rotation is ${surplus.map((value) => number(value, 2)).join(', ')} from ${first.layer} to
  ${last.layer}. ${claim(
    Math.max(...surplus) < 0.15 && Math.min(...surplus) > 0.03,
    'It is small at every depth: most of what a matching finds in layers of this size, it would also find if the units of one side were mixed at random. The paper has no such baseline.',
  )}

![Sorted matches at conv1 over their baselines](sorted-matches.svg)`;
}
