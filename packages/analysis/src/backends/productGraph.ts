import { constant, DOUBLE, FLOAT, INPUT, matrix, modelOf, node, OUTPUT } from './graphWriting.js';

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

/**
 * The ONNX model (x - c)(x - c)' in float64, of which all but a quarter is computed, for it is symmetric: inputs x [p, n] and c [p, 1],
 * float32; outputs `upper`, the first h = floor(p / 2) rows, [h, p], and `lower`, the last p - h rows and columns.
 */
export function symmetricProductGraph(): Uint8Array {
  return modelOf('symmetric products', (graph) => {
    for (const name of ['x', 'c']) node(graph, 'Cast', [name], `${name} taken`, { to: DOUBLE });
    node(graph, 'Sub', ['x taken', 'c taken'], 'all');
    constant(graph, 'zero', [0]);
    constant(graph, 'one', [1]);
    constant(graph, 'two', [2]);
    node(graph, 'Shape', ['all'], 'extents');
    node(graph, 'Slice', ['extents', 'zero', 'one'], 'end');
    node(graph, 'Div', ['end', 'two'], 'half');
    node(graph, 'Slice', ['all', 'zero', 'half', 'zero'], 'first');
    node(graph, 'Slice', ['all', 'half', 'end', 'zero'], 'last');
    node(graph, 'Gemm', ['first', 'all'], 'upper', { transB: 1 });
    node(graph, 'Gemm', ['last', 'last'], 'lower', { transB: 1 });
    matrix(graph, INPUT, 'x', ['p', 'n']);
    matrix(graph, INPUT, 'c', ['p', 1]);
    matrix(graph, OUTPUT, 'upper', ['h', 'p'], DOUBLE);
    matrix(graph, OUTPUT, 'lower', ['l', 'l'], DOUBLE);
  });
}
