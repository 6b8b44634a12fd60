import type { Tensor } from 'onnxruntime-node';
import { entriesOf } from './extents.js';
import type { Graph } from './graph.js';
import { promote } from './promote.js';
import { openSession, runtimeRefusal } from './session.js';
import { feedsOf } from './tensors.js';

/** What one forward run on zeros tells. */
export interface LearntShapes {
  /** Stimuli in the run: the file's own batch, or 2, which tells the batch axis from others, or 1 where 2 fails. */
  readonly batch: number;
  /** Extents of the input, the weights and all that is computed, by tensor. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Values of the small tensors that are the same for all inputs: paddings, scales, axes. */
  readonly values: ReadonlyMap<string, readonly number[]>;
}

/** Paddings and slices of four axes have eight values. */
const SMALL = 8;

/**
 * Runs a network once on zeros and looks at every tensor.
 * @throws {ModelRefused} with onnxruntime's message where it fails
 */
export async function learnShapes(bytes: Uint8Array, graph: Graph): Promise<LearntShapes> {
  const { file } = graph;
  const small = [...file.weights.values()].filter(
    ({ name, dims }) => entriesOf(dims) <= SMALL && graph.consumersOf(name).length > 0,
  );
  const computed = file.nodes.flatMap((node) => node.output).filter((tensor) => tensor !== '');
  const promoted = promote(bytes, graph, [...small.map(({ name }) => name), ...computed]);
  const session = await openSession(promoted, { optimise: false });
  try {
    // Sequences and optional values are no tensors and cannot be fetched.
    const fetches = session.outputMetadata.flatMap((output) => (output.isTensor ? [output.name] : []));
    const run = async (batch: number): Promise<{ readonly [tensor: string]: Tensor }> => {
      const zeros = new Float32Array(batch * entriesOf(file.input.shape));
      return (await session.run(await feedsOf(file.input, zeros, batch), fetches)) as { [tensor: string]: Tensor };
    };
    const batches = file.input.batch === null ? [2, 1] : [file.input.batch];
    let batch = batches[0] ?? 1;
    const outcome = await run(batch).catch((thrown: unknown) => {
      batch = batches[1] ?? 0;
      if (batch === 0) throw thrown;
      return run(batch);
    });
    const shapes = new Map<string, readonly number[]>([[file.input.name, [batch, ...file.input.shape]]]);
    for (const { name, dims } of file.weights.values()) shapes.set(name, dims);
    const values = new Map<string, readonly number[]>();
    for (const [name, tensor] of Object.entries(outcome)) {
      shapes.set(name, tensor.dims);
      if (graph.isFixed(name) && entriesOf(tensor.dims) <= SMALL) {
        values.set(name, Array.from(tensor.data as ArrayLike<number | bigint>, Number));
      }
    }
    return { batch, shapes, values };
  } catch (thrown) {
    throw runtimeRefusal(thrown);
  } finally {
    await session.release();
  }
}
