import { ALIKE, networkId, RESIDUAL } from '../networks.mjs';
import { table } from '../words.mjs';

/** What was compared, on which stimuli, and which units take no part. */
export async function setting(ask) {
  const { nodes } = await ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Network {
      name unitCount
      layers(first: 50) { totalCount nodes { summary { __typename ... on LayerSummary { dead constant samples } } } }
      accuracy { __typename ... on Accuracy { count heldOut heldOutCount } }
    } } }`,
    { ids: [...ALIKE, ...RESIDUAL].map(networkId) },
  );
  const rows = nodes.map(({ name, unitCount, layers, accuracy }) => {
    const silent = layers.nodes.reduce((sum, { summary }) => sum + summary.dead + summary.constant, 0);
    return [name, layers.totalCount, unitCount, silent, `${(100 * accuracy.heldOut).toFixed(2)} %`];
  });
  const { count, heldOutCount } = nodes[0].accuracy;
  const positions = nodes[0].layers.nodes[0].summary.samples / count;
  return `Six networks that were really trained on [${count} handwritten digits](../../examples/digits/README.md) of 8 x 8 pixels:
four AlexNet-shaped ones and two residual ones. Within each kind they differ in their random start only. All are shown
the same ${count} images; as in the paper, a unit's activation after its ReLU at every position is a sample, so that a unit of
the first layer has ${count} x ${positions} samples.

${table(['Network', 'Layers', 'Units', 'Units that never vary', `Right on ${heldOutCount} held-out images`], rows)}

Units that never vary have no correlation with anything. They are left out of every number below, and counted.
Where one pair of networks is told of, it is ${nodes[0].name} (left) and ${nodes[1].name} (right), as the paper tells of Net1 and Net2.
Correlation runs from −1 to 1; higher = more alike.`;
}
