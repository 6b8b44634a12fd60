import { networkId, RESIDUAL } from '../networks.mjs';
import { claim, mean, number, table } from '../words.mjs';

const STAGES = ['stage1', 'stage2', 'stage3'];

/** The layers of one deep network against each other, and against those of its twin: a question of the paper's readers. */
export async function insideOneNetwork(ask) {
  const [own, other] = await Promise.all(RESIDUAL.map((to) => matrixOf(ask, to)));
  const block = ({ names, values }, row, column) =>
    mean(
      names.flatMap((left, i) =>
        names.flatMap((right, j) =>
          left.startsWith(row) && right.startsWith(column) && (i !== j || values !== own.values)
            ? [values[i * names.length + j]]
            : [],
        ),
      ),
    );
  const rows = (matrix) => STAGES.map((row) => [row, ...STAGES.map((column) => number(block(matrix, row, column)))]);
  const within = (matrix) => STAGES.map((stage) => block(matrix, stage, stage));
  const across = (matrix) => [
    block(matrix, 'stage1', 'stage2'),
    block(matrix, 'stage2', 'stage3'),
    block(matrix, 'stage1', 'stage3'),
  ];
  const { names, values } = other;
  const stageOf = (name) => name.split('.')[0];
  const inStages = names.map((name, i) => ({ name, i })).filter(({ name }) => STAGES.includes(stageOf(name)));
  const matched = inStages.filter(({ name, i }) => {
    const row = values.slice(i * names.length, (i + 1) * names.length);
    return stageOf(names[row.indexOf(Math.max(...row))]) === stageOf(name);
  });
  return `Every layer of Residual 1 against every layer of itself, and of Residual 2, by linear CKA on means over positions (0 to 1, higher = more
alike). Means over the layers of each stage, rows of Residual 1; a layer with itself is left out.

${table(['Residual 1 with itself', ...STAGES], rows(own))}

${table(['Residual 1 with Residual 2', ...STAGES], rows(other))}

![Linear CKA of every layer of Residual 1 with every layer of itself](residual-itself.svg)

- ${claim(
    Math.min(...within(own)) > Math.max(...across(own)) - 0.05 && across(own)[2] < Math.min(...within(own)) - 0.2,
    'The stages are blocks: layers of a stage are alike, and the first stage and the last are far apart.',
  )}
- ${claim(
    matched.length > inStages.length / 2,
    `Between the two networks the blocks are fainter. Of ${inStages.length} layers, ${matched.length} find the layer most like them in the same stage of the other network; the last stage agrees most.`,
  )}`;
}

async function matrixOf(ask, to) {
  const { network } = await ask(
    `query ($slug: String!, $to: ID!) { network(slug: $slug) { similarity(to: $to, by: CKA_LINEAR) {
      __typename ... on LayerMatrix { rows { name } cells { values } } ... on Unavailable { message } } } }`,
    { slug: RESIDUAL[0], to: networkId(to) },
  );
  const { rows, cells } = network.similarity;
  return { names: rows.map(({ name }) => name), values: cells.values };
}
