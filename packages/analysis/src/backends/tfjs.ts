import type * as Tfjs from '@tensorflow/tfjs-core';
import type { Backend, BackendName, Block, CodeBlock } from './backend.js';

type TensorFlow = Pick<typeof Tfjs, 'tensor2d' | 'matMul' | 'sub' | 'oneHot' | 'cast' | 'reshape'>;

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
  /** samples x (units * depth), float32: only the codes travel to the device. */
  const oneHot = ({ units, samples, depth, codes }: CodeBlock): Tfjs.Tensor2D => {
    const transposed = new Int32Array(codes.length);
    for (let unit = 0; unit < units; unit++) {
      for (let sample = 0; sample < samples; sample++)
        transposed[sample * units + unit] = codes[unit * samples + sample] as number;
    }
    // Code 0 becomes -1, which is no index and so is hot nowhere. Codes of depth 1 are one-hot already, and tfjs's oneHot
    // refuses them. It is asked for integers, cast afterwards, because the WebAssembly kernel writes those in any case.
    const indices = depth === 1 ? transposed : transposed.map((code) => code - 1);
    const places = tf.tensor2d(indices, [samples, units], 'int32');
    const hot = depth === 1 ? places : tf.oneHot(places, depth, 1, 0, 'int32');
    const numbers = tf.cast(hot, 'float32');
    try {
      return tf.reshape(numbers, [samples, units * depth]);
    } finally {
      for (const tensor of new Set([places, hot, numbers])) tensor.dispose();
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
    async codeProducts(left, right) {
      const x = oneHot(left);
      const y = right === left ? x : oneHot(right);
      const products = tf.matMul(x, y, true, false);
      try {
        return Int32Array.from(await products.data());
      } finally {
        for (const tensor of new Set([x, y, products])) tensor.dispose();
      }
    },
    async dispose() {},
  };
}
