/** A sound manifest of two layers in two shards each, to be changed in tests. */
export function manifest() {
  const shard = (layer: string, part: number) => ({ file: `${layer}-${part}.npy`, stimuli: [4, 3][part] as number });
  return {
    format: 'unitgraph-recordings',
    version: 1,
    network: { slug: 'mine', name: 'Mine', architecture: 'Residual' } as Record<string, unknown>,
    probeSet: {
      digest: 'ab'.repeat(32),
      slug: 'photographs',
      count: 7,
      classes: ['cat', 'dog'],
      labels: [0, 1, 0, 1, 0, 1, 1],
    } as Record<string, unknown>,
    recordings: [
      {
        layer: 'conv1',
        kind: 'CONVOLUTION',
        shape: [7, 5, 3, 2],
        unitAxis: 1,
        dtype: 'float32',
        shards: [shard('conv1', 0), shard('conv1', 1)],
      },
      {
        layer: 'fc',
        index: 4,
        shape: [7, 10],
        unitAxis: 1,
        dtype: 'float16',
        reduction: { kind: 'ALL_POSITIONS' },
        shards: [shard('fc', 0), shard('fc', 1)],
      },
    ] as Record<string, unknown>[],
  };
}
