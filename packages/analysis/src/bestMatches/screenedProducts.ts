import type { Backend } from '../backends/backend.js';
import { FLOAT, INPUT, matrix, modelOf, node, OUTPUT } from '../backends/graphWriting.js';
import { yieldingThreads } from '../backends/yieldingThreads.js';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import type { NarrowBlock } from './workspace.js';

/** What is multiplied, and where the sums go: twice left.units x right.units. */
export interface Screened {
  readonly left: readonly NarrowBlock[];
  readonly right: readonly NarrowBlock[];
  readonly sums: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
}

/** Multiplies block of samples by block of samples, in float32. @returns the one of both that holds the sums over all blocks */
export type Screen = (screened: Screened) => Promise<Float32Array>;

let onnxruntime: Promise<Screen> | undefined;

/** On the backend's device. onnxruntime writes products where they are looked through; others hand them over. */
export function screenOn(backend: Backend): Promise<Screen> {
  if (backend.name !== 'onnxruntime') return Promise.resolve(screenByBackend(backend));
  onnxruntime ??= openOnnxruntimeScreen();
  return onnxruntime;
}

async function openOnnxruntimeScreen(): Promise<Screen> {
  const { InferenceSession, Tensor } = await loadOnnxruntime();
  const open = (adding: boolean) =>
    InferenceSession.create(screeningGraph(adding), {
      // Unoptimised: sums of blocks are to be added as they are, not taken up into the next product, where each would be rounded more often.
      ...{ executionProviders: ['cpu'], logSeverityLevel: 3, graphOptimizationLevel: 'disabled', ...yieldingThreads },
    });
  const [multiply, add] = [await open(false), await open(true)];
  const tensor = ({ values, units, samples }: NarrowBlock) => new Tensor('float32', values, [units, samples]);
  return async ({ left, right, sums }) => {
    const shape = [left[0]?.units ?? 0, right[0]?.units ?? 0];
    const into = sums.map(
      (values) => new Tensor('float32', values.subarray(0, (shape[0] ?? 0) * (shape[1] ?? 0)), shape),
    );
    for (const [block, x] of left.entries()) {
      const inputs = { x: tensor(x), y: tensor(right[block] as NarrowBlock) };
      const products = into[block % 2] as InstanceType<typeof Tensor>;
      if (block === 0) await multiply.run(inputs, { products });
      else await add.run({ ...inputs, before: into[(block + 1) % 2] as InstanceType<typeof Tensor> }, { products });
    }
    return sums[(left.length + 1) % 2] as Float32Array;
  };
}

/** The ONNX model x y', with `before` added where that is said: x [p, n], y [q, n], `before` and `products` [p, q], float32. */
function screeningGraph(adding: boolean): Uint8Array {
  return modelOf('screening', (graph) => {
    node(graph, 'Gemm', ['x', 'y'], adding ? 'own' : 'products', { transB: 1 });
    if (adding) node(graph, 'Add', ['before', 'own'], 'products');
    matrix(graph, INPUT, 'x', ['p', 'n'], FLOAT);
    matrix(graph, INPUT, 'y', ['q', 'n'], FLOAT);
    if (adding) matrix(graph, INPUT, 'before', ['p', 'q'], FLOAT);
    matrix(graph, OUTPUT, 'products', ['p', 'q'], FLOAT);
  });
}

function screenByBackend(backend: Backend): Screen {
  return async ({ left, right, sums: [sums] }) => {
    for (const [block, x] of left.entries()) {
      const y = right[block] as NarrowBlock;
      const products = await backend.crossProducts(
        { ...x, centre: new Float32Array(x.units) },
        { ...y, centre: new Float32Array(y.units) },
      );
      if (block === 0) sums.set(products);
      else
        for (let index = 0; index < products.length; index++)
          sums[index] = (sums[index] as number) + (products[index] as number);
    }
    return sums;
  };
}
