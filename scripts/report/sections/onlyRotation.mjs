import { overDepth } from '../networks.mjs';
import { claim, number, percent, table } from '../words.mjs';

/** Is it only a rotation? A question of the paper's readers. */
export async function onlyRotation(ask) {
  const layers = await overDepth(
    ask,
    'alignment { __typename ... on Alignment { assignment orthogonal linear } ... on Unavailable { message } }',
  );
  const row = (name, key) => [name, ...layers.map(({ alignment }) => number(alignment[key]))];
  const shares = layers.map(({ alignment }) => alignment.assignment / alignment.linear);
  return `How alike do the two layers become when the left one may be reordered, rotated, or mapped linearly? The cosine between the right
layer and the image of the left, all standardised units together: 0 to 1, higher = more alike.

${table(
  ['', ...layers.map(({ layer }) => layer)],
  [
    row('reordered (assignment)', 'assignment'),
    row('rotated (orthogonal)', 'orthogonal'),
    row('mapped (linear)', 'linear'),
  ],
)}

![Reordered, rotated and mapped at conv1](alignment.svg)

- ${claim(
    layers.every(({ alignment: { assignment, orthogonal, linear } }) => orthogonal - assignment > linear - orthogonal),
    'The larger step is always from reordering to rotating: the layers share a space much more than they share its axes.',
  )}
- Of what a linear map reaches, reordering alone reaches ${percent(shares[0])} at conv1 and ${percent(Math.min(...shares))} to ${percent(Math.max(...shares.slice(1)))} deeper. That remainder is what the
  paper's question is about: units that are really the same.`;
}
