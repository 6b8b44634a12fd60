import type { DOUBLE, FLOAT } from './graphWriting.js';
import { INPUT, matrix, modelOf, node, OUTPUT } from './graphWriting.js';

/**
 * The ONNX model (x - c)(y - d)' : inputs x [p, n], c [p, 1], y [q, n], d [q, 1], all float32, output `products` [p, q],
 * float32.
 */
export function centringProductGraph(): Uint8Array {
  return modelOf('centred products', (graph) => {
    node(graph, 'Sub', ['x', 'c'], 'left');
    node(graph, 'Sub', ['y', 'd'], 'right');
    node(graph, 'Gemm', ['left', 'right'], 'products', { transB: 1 });
    matrix(graph, INPUT, 'x', ['p', 'n']);
    matrix(graph, INPUT, 'c', ['p', 1]);
    matrix(graph, INPUT, 'y', ['q', 'n']);
    matrix(graph, INPUT, 'd', ['q', 1]);
    matrix(graph, OUTPUT, 'products', ['p', 'q']);
  });
}

/** The ONNX model of so many products of that element: inputs x0 [p0, n], y0 [q0, n], x1, ..., outputs `products0` x0 y0' [p0, q0], `products1`, ... */
export function productsGraph(count: number, element: typeof FLOAT | typeof DOUBLE): Uint8Array {
  return modelOf('products', (graph) => {
    for (let index = 0; index < count; index++) {
      node(graph, 'Gemm', [`x${index}`, `y${index}`], `products${index}`, { transB: 1 });
      matrix(graph, INPUT, `x${index}`, [`p${index}`, 'n'], element);
      matrix(graph, INPUT, `y${index}`, [`q${index}`, 'n'], element);
      matrix(graph, OUTPUT, `products${index}`, [`p${index}`, `q${index}`], element);
    }
  });
}
