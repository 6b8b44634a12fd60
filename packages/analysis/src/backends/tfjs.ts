import type * as Tfjs from '@tensorflow/tfjs-core';
import type { Backend, BackendName, Block, CodeBlock } from './backend.js';

type TensorFlow = Pick<typeof Tfjs, 'tensor2d' | 'matMul' | 'sub' | 'oneHot' | 'cast' | 'reshape'>;

/** Samples whose one-hot codes are on the device at once: some tens of megabytes; and few enough that float32 counts them exactly. */
const HOT_SAMPLES = 8192;

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
  /** Some samples, from `first` on, x (units * depth), float32: only the codes travel to the device. */
  const oneHot = ({ units, samples: all, depth, codes }: CodeBlock, first: number): Tfjs.Tensor2D => {
    const samples = Math.min(HOT_SAMPLES, all - first);
    const transposed = new Int32Array(units * samples);
    for (let unit = 0; unit < units; unit++) {
      for (let sample = 0; sample < samples; sample++)
        transposed[sample * units + unit] = codes[unit * all + first + sample] as number;
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
    async addCodeCounts(left, right, sums) {
      for (let first = 0; first < left.samples; first += HOT_SAMPLES) {
        const x = oneHot(left, first);
        const y = right === left ? x : oneHot(right, first);
        const products = tf.matMul(x, y, true, false);
        try {
          const counts = await products.data();
          for (let index = 0; index < sums.length; index++)
            sums[index] = (sums[index] as number) + (counts[index] as number);
        } finally {
          for (const tensor of new Set([x, y, products])) tensor.dispose();
        }
      }
    },
    async dispose() {},
  };
}
