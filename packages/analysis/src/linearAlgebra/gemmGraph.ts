import { DOUBLE, INPUT, matrix, modelOf, node, OUTPUT } from '../backends/graphWriting.js';

/** The ONNX model a b of float64 matrices, either transposed where that is said: inputs a and b, output `products`. */
export function gemmGraph(transposeA: boolean, transposeB: boolean): Uint8Array {
  return modelOf('float64 products', (graph) => {
    node(graph, 'Gemm', ['a', 'b'], 'products', { transA: Number(transposeA), transB: Number(transposeB) });
    matrix(graph, INPUT, 'a', ['a rows', 'a columns'], DOUBLE);
    matrix(graph, INPUT, 'b', ['b rows', 'b columns'], DOUBLE);
    matrix(graph, OUTPUT, 'products', ['rows', 'columns'], DOUBLE);
  });
}
