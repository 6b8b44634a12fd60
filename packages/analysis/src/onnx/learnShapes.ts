import type { Tensor } from 'onnxruntime-node';
import { entriesOf } from './extents.js';
import type { Graph } from './graph.js';
import { isHollowed } from './hollow.js';
import type { ModelParts } from './modelParts.js';
import { extentsOutput, type Promotion, promote } from './promote.js';
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
/** Tokens of the trial run where the file leaves their number open. */
export const TRIAL_LENGTH = 8;

/**
 * Runs a network once on zeros and looks at the extents of every tensor. Zeros stand for large weights too, so that neither
 * they nor the activations are held; a network that will not have that runs as it is.
 * @throws {ModelRefused} with onnxruntime's message where it fails
 */
export async function learnShapes(parts: ModelParts, graph: Graph): Promise<LearntShapes> {
  const { file } = graph;
  const computed = file.nodes.flatMap((node) => node.output).filter((tensor) => tensor !== '');
  const hollow = fromHollowWeights(graph);
  const small = [...file.weights.values()].filter(
    ({ name, dims }) => entriesOf(dims) <= SMALL && graph.consumersOf(name).length > 0,
  );
  const named = small.map(({ name }) => name);
  const fixed = computed.filter((tensor) => graph.isFixed(tensor) && !hollow.has(tensor));
  const others = computed.filter((tensor) => !graph.isFixed(tensor) || hollow.has(tensor));
  try {
    return await learn(parts, graph, { tensors: [...named, ...fixed], extents: others, isHollow: true });
  } catch {
    // Sequences have no extents, and some operations look at their weights: then with all that the file has.
    return learn(parts, graph, { tensors: [...named, ...computed] });
  }
}

/** What is computed from large weights alone. */
function fromHollowWeights({ file, isFixed }: Graph): Set<string> {
  const hollow = new Set([...file.weights.values()].filter(isHollowed).map(({ name }) => name));
  for (const { input, output, opType } of file.nodes) {
    const isShape = opType === 'Shape' || opType === 'Size';
    if (isShape || !input.some((tensor) => hollow.has(tensor))) continue;
    for (const tensor of output) if (isFixed(tensor)) hollow.add(tensor);
  }
  return hollow;
}

async function learn({ bytes, external }: ModelParts, graph: Graph, promotion: Promotion): Promise<LearntShapes> {
  const { file } = graph;
  const session = await openSession(promote(bytes, graph, promotion), external, { optimise: false });
  try {
    // Sequences and optional values are no tensors and cannot be fetched.
    const fetches = session.outputMetadata.flatMap((output) => (output.isTensor ? [output.name] : []));
    const perStimulus = file.input.isOpen ? TRIAL_LENGTH : entriesOf(file.input.shape);
    const run = async (batch: number): Promise<{ readonly [tensor: string]: Tensor }> => {
      const zeros = new Float32Array(batch * perStimulus);
      return (await session.run(await feedsOf(file, zeros, batch), fetches)) as { [tensor: string]: Tensor };
    };
    const batches = file.input.batch === null ? [2, 1] : [file.input.batch];
    let batch = batches[0] ?? 1;
    const outcome = await run(batch).catch((thrown: unknown) => {
      batch = batches[1] ?? 0;
      if (batch === 0) throw thrown;
      return run(batch);
    });
    const feeds = await feedsOf(file, new Float32Array(batch * perStimulus), batch);
    const shapes = new Map<string, readonly number[]>(Object.entries(feeds).map(([name, { dims }]) => [name, dims]));
    for (const { name, dims } of file.weights.values()) shapes.set(name, dims);
    const values = new Map<string, readonly number[]>();
    for (const name of promotion.extents ?? []) {
      const extents = outcome[extentsOutput(name)];
      if (extents !== undefined) shapes.set(name, numbersOf(extents));
    }
    for (const name of promotion.tensors) {
      const tensor = outcome[name];
      if (tensor === undefined) continue;
      shapes.set(name, tensor.dims);
      if (graph.isFixed(name) && entriesOf(tensor.dims) <= SMALL) values.set(name, numbersOf(tensor));
    }
    return { batch, shapes, values };
  } catch (thrown) {
    throw runtimeRefusal(thrown);
  } finally {
    await session.release();
  }
}

function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number);
}
