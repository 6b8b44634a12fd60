import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Derivation, type MemoryStore, type Recording, type Reduction, recordingOf } from '@unitgraph/analysis';

const FOLDER = join(import.meta.dirname, '../../examples/digits');

const LAYERS = {
  conv1: { tensor: '/relu1/Relu_output_0', units: 32, positions: [8, 8] },
  conv2: { tensor: '/relu2/Relu_output_0', units: 64, positions: [8, 8] },
  conv3: { tensor: '/relu3/Relu_output_0', units: 96, positions: [4, 4] },
  fc6: { tensor: '/relu6/Relu_output_0', units: 128, positions: [] },
} as const;

export type DigitsLayer = keyof typeof LAYERS;

/** The example networks and stimuli, put into a store, and the recordings that can be asked of them. */
export async function digits(store: MemoryStore): Promise<{
  recording(network: string, layer: DigitsLayer, reduction?: Reduction): Derivation<Recording>;
}> {
  const blob = await store.writeBlob(new Uint8Array(readFileSync(join(FOLDER, 'stimuli.npy'))));
  const example = JSON.parse(readFileSync(join(FOLDER, 'example.json'), 'utf8')) as {
    networks: { slug: string; file: string; preprocessing: { scale: number; mean: number[]; deviation: number[] } }[];
  };
  const networks = new Map<
    string,
    { digest: string; slug: string; preprocessing: { scale: number; mean: number[]; deviation: number[] } }
  >();
  for (const { slug, file, preprocessing } of example.networks) {
    const digest = await store.writeBlob(new Uint8Array(readFileSync(join(FOLDER, file))));
    networks.set(slug, { digest, slug, preprocessing });
  }
  return {
    recording(network, layer, reduction = { kind: 'ALL_POSITIONS' }) {
      const known = networks.get(network);
      if (known === undefined) throw new Error(`There is no example network ${network}.`);
      return recordingOf({
        network: known,
        layer: { name: layer, ...LAYERS[layer], receptiveField: null, flops: 1e6 },
        probeSet: { digest: blob, slug: 'digits', stimuli: { blob, count: 1797, shape: [1, 8, 8] } },
        reduction,
      });
    },
  };
}
