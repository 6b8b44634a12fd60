import type * as Tfjs from '@tensorflow/tfjs-core';
import type { Backend, BackendName, Block, CodeBlock } from './backend.js';

type TensorFlow = Pick<
  typeof Tfjs,
  | 'tensor2d'
  | 'matMul'
  | 'sub'
  | 'add'
  | 'oneHot'
  | 'cast'
  | 'reshape'
  | 'tidy'
  | 'getBackend'
  | 'setBackend'
  | 'memory'
>;

/** Samples whose one-hot codes are on the device at once: some tens of megabytes; and few enough that float32 counts them exactly. */
const HOT_SAMPLES = 8192;

/**
 * The backend contract over tfjs: the same operations on the device that tfjs knows by the backend's name, which it has started.
 * @param productOf x y', where the device has a quicker way than to read y across
 */
export function backendOverTfjs(
  tf: TensorFlow,
  name: BackendName,
  device: string,
  productOf = (x: Tfjs.Tensor2D, y: Tfjs.Tensor2D): Tfjs.Tensor2D => tf.matMul(x, y, false, true),
): Backend {
  /**
   * What the operations give; all other tensors are freed, also when one of them fails. tfjs has one current backend in all of a
   * process, and models or another engine may have changed it since: for one that was started before, this takes effect at once.
   */
  const onDevice = <Result extends Tfjs.Tensor>(operations: () => Result): Result => {
    if (tf.getBackend() !== name) tf.setBackend(name).catch(() => undefined);
    if (tf.getBackend() !== name) throw new Error(`tfjs has no backend ${name} any more`);
    return tf.tidy(operations);
  };
  const centred = ({ values, units, samples, centre }: Block): Tfjs.Tensor2D =>
    tf.sub(tf.tensor2d(values, [units, samples]), tf.tensor2d(centre, [units, 1]));
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
    return tf.reshape(tf.cast(hot, 'float32'), [samples, units * depth]);
  };
  return {
    name,
    device,
    async crossProducts(left, right) {
      const products = onDevice(() => {
        const x = centred(left);
        return productOf(x, right === left ? x : centred(right));
      });
      try {
        return (await products.data()) as Float32Array;
      } finally {
        products.dispose();
      }
    },
    async addCodeCounts(left, right, sums) {
      let counted: Tfjs.Tensor2D | undefined;
      try {
        for (let first = 0; first < left.samples; first += HOT_SAMPLES) {
          const before: Tfjs.Tensor2D | undefined = counted;
          counted = onDevice(() => {
            const x = oneHot(left, first);
            const y = right === left ? x : oneHot(right, first);
            const counts = tf.cast(tf.matMul(x, y, true, false) as Tfjs.Tensor2D, 'int32');
            return before === undefined ? counts : tf.add(before, counts);
          });
          before?.dispose();
        }
        // Added once all is counted: a device that fails on the way leaves the sums as they were.
        const counts = await counted?.data();
        for (let index = 0; index < (counts?.length ?? 0); index++)
          sums[index] = (sums[index] as number) + (counts?.[index] as number);
      } finally {
        counted?.dispose();
      }
    },
    arraysHeld: () => tf.memory().numTensors,
    async dispose() {},
  };
}
