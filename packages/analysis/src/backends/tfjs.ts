import type * as Tfjs from '@tensorflow/tfjs-core';
import type { Backend, BackendName, Block } from './backend.js';

type TensorFlow = Pick<typeof Tfjs, 'tensor2d' | 'matMul' | 'sub'>;

/** The backend contract over tfjs: the same operations on whatever device tfjs has been set to. */
export function backendOverTfjs(tf: TensorFlow, name: BackendName, device: string): Backend {
  const centred = ({ values, units, samples, centre }: Block): Tfjs.Tensor2D => {
    const block = tf.tensor2d(values, [units, samples]);
    const middle = tf.tensor2d(centre, [units, 1]);
    try {
      return tf.sub(block, middle);
    } finally {
      block.dispose();
      middle.dispose();
    }
  };
  return {
    name,
    device,
    async crossProducts(left, right) {
      const x = centred(left);
      const y = right === left ? x : centred(right);
      const products = tf.matMul(x, y, false, true);
      try {
        return (await products.data()) as Float32Array;
      } finally {
        for (const tensor of new Set([x, y, products])) tensor.dispose();
      }
    },
    async dispose() {},
  };
}
