/** The four that differ in their random start only, as in the paper. */
export const ALIKE = ['alexnet-1', 'alexnet-2', 'alexnet-3', 'alexnet-4'];
export const RESIDUAL = ['resnet-1', 'resnet-2'];
export const CONVOLUTIONS = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'];

/** Net1 and Net2: the pair that single layers are told of, as the paper does. */
export const PAIR = ['alexnet-1', 'alexnet-2'];

export const networkId = (slug) => `network:${slug}`;
export const layerId = (slug, layer) => `layer:${slug}/${layer}`;

/** The answer to a selection on the comparison of every convolution of the pair, by depth. */
export async function overDepth(ask, selection, fragments = '') {
  const aliases = CONVOLUTIONS.map(
    (layer) =>
      `${layer}: compare(left: "${layerId(PAIR[0], layer)}", right: "${layerId(PAIR[1], layer)}") {
        __typename ... on LayerComparison { ${selection} } ... on Incomparable { message }
      }`,
  );
  const data = await ask(`{ ${aliases.join('\n')} } ${fragments}`);
  return CONVOLUTIONS.map((layer) => ({ layer, ...data[layer] }));
}
