/**
 * What the paper prints for Net1 -> Net2: ImageNet AlexNets, conv1 to conv5 of 96, 256, 384, 384 and 256 units.
 * Li, Yosinski, Clune, Lipson, Hopcroft: Convergent Learning. ICLR 2016, https://arxiv.org/abs/1511.07543
 */
export const paperLayers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;

export const paperRow: Record<(typeof paperLayers)[number], { greedy: number; assignment: number; agreement: number }> =
  {
    conv1: { greedy: 0.703, assignment: 0.663, agreement: 0.729 },
    conv2: { greedy: 0.556, assignment: 0.507, agreement: 0.578 },
    conv3: { greedy: 0.478, assignment: 0.446, agreement: 0.617 },
    conv4: { greedy: 0.369, assignment: 0.342, agreement: 0.581 },
    conv5: { greedy: 0.416, assignment: 0.385, agreement: 0.645 },
  };

export function paperAt(layer: string) {
  return paperRow[layer as keyof typeof paperRow] ?? null;
}
