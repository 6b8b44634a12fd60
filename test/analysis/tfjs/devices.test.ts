import {
  type Backend,
  describeNetwork,
  type ModelParts,
  openBackend,
  openNetwork,
  RandomSource,
} from '@unitgraph/analysis';
import { beforeAll, describe, expect, it } from 'vitest';
import { asGraphModel, asLayersModel, drawWeights, SHAPE } from './oneNetwork.js';

const weights = drawWeights(3);
const BATCH = 3;
const random = new RandomSource(8);
const input = Float32Array.from({ length: BATCH * SHAPE[0] * SHAPE[1] * SHAPE[2] }, () => random.normal());
const formats: { [name: string]: ModelParts } = {};
let absent = '';

beforeAll(async () => {
  formats.LayersModel = await asLayersModel(weights);
  formats.GraphModel = asGraphModel(weights);
  await openBackend('tensorflow').then(
    (backend) => backend.dispose(),
    (error: Error) => {
      absent = error.message;
    },
  );
});

/** tfjs has one current device in all of a process, which the engine's backend and networks in its format share. */
describe.each(['LayersModel', 'GraphModel'])('a %s beside a backend over tfjs', (format) => {
  it('gives the same values before the backend is open, with it, in turn with another, and after it', async (test) => {
    if (absent !== '') return test.skip(`tensorflow is absent here: ${absent}`);
    const tf = await import('@tensorflow/tfjs-core');
    const parts = formats[format] as ModelParts;
    const { layers } = await describeNetwork(parts);
    const first = await openNetwork(parts, layers);
    const wanted = await valuesOf(first);
    const tensors = tf.memory().numTensors;

    const tensorflow = await openBackend('tensorflow');
    const wantedProducts = await products(tensorflow);
    const wasm = await openBackend('wasm');
    const second = await openNetwork(parts, layers);
    // What the second network holds, until it is disposed of.
    const both = tf.memory().numTensors;
    for (let round = 0; round < 2; round++) {
      for (const backend of [tensorflow, wasm]) {
        expectClose(await products(backend), wantedProducts);
        expectClose(await valuesOf(first), wanted);
        expectClose(await valuesOf(second), wanted);
      }
    }
    expect(tf.memory().numTensors).toBe(both);
    await tensorflow.dispose();
    // Its device is gone for tfjs; the weights that were there are not.
    expectClose(await valuesOf(first), wanted);
    expectClose(await valuesOf(second), wanted);
    expectClose(await products(wasm), wantedProducts);
    await expect(products(tensorflow)).rejects.toThrow(/no backend tensorflow any more/);
    await second.dispose();
    expect(tf.memory().numTensors).toBe(tensors);
    await first.dispose();
    await wasm.dispose();
  });
});

async function valuesOf(network: Awaited<ReturnType<typeof openNetwork>>): Promise<number[]> {
  const found = await network.run(input, BATCH);
  return [...found.values()].flatMap(({ data }) => [...data]);
}

function products(backend: Backend): Promise<Float32Array> {
  const draw = (seed: number) => {
    const source = new RandomSource(seed);
    return Float32Array.from({ length: 5 * 40 }, () => source.normal());
  };
  const block = (seed: number) => ({ units: 5, samples: 40, values: draw(seed), centre: new Float32Array(5) });
  return backend.crossProducts(block(1), block(2));
}

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(found.length).toBe(wanted.length);
  let worst = 0;
  for (let index = 0; index < wanted.length; index++)
    worst = Math.max(worst, Math.abs((found[index] as number) - (wanted[index] as number)));
  expect(worst).toBeLessThan(1e-4);
}
