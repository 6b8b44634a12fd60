import { DOUBLE, FLOAT, INPUT, matrix, modelOf, node, OUTPUT } from './graphWriting.js';

/**
 * The ONNX model (x - c)(y - d)' : inputs x [p, n], c [p, 1], y [q, n], d [q, 1], all float32, output `products` [p, q],
 * float32 or, where precise, computed and given in float64.
 */
export function productGraph({ precise }: { readonly precise: boolean }): Uint8Array {
  return modelOf('products', (graph) => {
    for (const name of ['x', 'c', 'y', 'd']) {
      node(graph, precise ? 'Cast' : 'Identity', [name], `${name} taken`, precise ? { to: DOUBLE } : {});
    }
    node(graph, 'Sub', ['x taken', 'c taken'], 'left');
    node(graph, 'Sub', ['y taken', 'd taken'], 'right');
    node(graph, 'Gemm', ['left', 'right'], 'products', { transB: 1 });
    matrix(graph, INPUT, 'x', ['p', 'n']);
    matrix(graph, INPUT, 'c', ['p', 1]);
    matrix(graph, INPUT, 'y', ['q', 'n']);
    matrix(graph, INPUT, 'd', ['q', 1]);
    matrix(graph, OUTPUT, 'products', ['p', 'q'], precise ? DOUBLE : FLOAT);
  });
}
