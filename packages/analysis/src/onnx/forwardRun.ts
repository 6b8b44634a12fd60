import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { entriesOf } from './extents.js';
import { graphOf } from './graph.js';
import { type ModelInput, readModelFile } from './modelFile.js';
import { ModelRefused, TensorMissing } from './modelRefused.js';
import { promote } from './promote.js';
import { openSession, runtimeRefusal } from './session.js';
import { feedsOf, float32Of } from './tensors.js';

/** Values of a tensor for a batch of stimuli. */
export interface TensorValues {
  /** Row-major. */
  readonly data: Float32Array;
  /** The batch first. */
  readonly shape: readonly number[];
}

/** A network held ready, of which some tensors are asked for. */
export interface ForwardRun {
  /**
   * @param input stimuli, already scaled as the network wants them: batch x the input's shape, row-major
   * @param batch any number of stimuli from one up: a network with a batch of its own runs in pieces of that
   * @returns the tensors by name, each batch x units x positions
   * @throws {ModelRefused} where onnxruntime fails
   */
  run(input: Float32Array, batch: number): Promise<Map<string, TensorValues>>;
  dispose(): Promise<void>;
}

export interface ForwardRunOptions {
  /** As many as there are cores by default. */
  readonly threads?: number;
}

/**
 * Makes a network ready to compute those tensors and nothing that they do not depend on.
 * @param bytes an ONNX file
 * @param tensors names as `LayerDescription.tensor` has them
 * @throws {ModelRefused} where the bytes are no network that can be run
 * @throws {TensorMissing} where the network has no such tensor
 */
export async function openForwardRun(
  bytes: Uint8Array,
  tensors: readonly string[],
  options: ForwardRunOptions = {},
): Promise<ForwardRun> {
  const file = readModelFile(bytes);
  const graph = graphOf(file);
  for (const tensor of tensors) {
    if (graph.producerOf(tensor) !== undefined) continue;
    throw new TensorMissing(
      tensor,
      file.nodes.flatMap((node) => node.output).filter((name) => name !== ''),
    );
  }
  const session = await openSession(promote(bytes, graph, tensors), { threads: options.threads });
  const runPiece = pieceRunner(session, file.input, tensors);
  const perStimulus = entriesOf(file.input.shape);
  // Some files leave the batch open although a shape inside is made for one stimulus only: these run one by one.
  let piece = file.input.batch;

  return {
    async run(input, batch) {
      if (input.length !== batch * perStimulus || batch < 1) {
        throw new RangeError(`${input.length} values are not ${batch} stimuli of ${file.input.shape.join(' x ')}.`);
      }
      if (piece === null) {
        try {
          return await runPiece(input, batch);
        } catch (thrown) {
          if (batch === 1) throw thrown;
          piece = 1;
        }
      }
      return runInPieces(runPiece, input, batch, piece);
    },
    dispose: () => session.release(),
  };
}

type RunPiece = (input: Float32Array, batch: number) => Promise<Map<string, TensorValues>>;

function pieceRunner(session: InferenceSession, input: ModelInput, tensors: readonly string[]): RunPiece {
  return async (values, batch) => {
    const outcome = await session.run(await feedsOf(input, values, batch), [...tensors]).catch((thrown: unknown) => {
      throw runtimeRefusal(thrown);
    });
    return new Map(
      tensors.map((tensor) => {
        const value = outcome[tensor] as Tensor;
        if (value.dims[0] !== batch) {
          throw new ModelRefused(
            `The tensor “${tensor}” has shape [${value.dims.join(', ')}] for ${batch} stimuli: its first axis is not the batch.`,
            'Export the network with an example input of batch 1, and with dynamic_axes for the batch.',
          );
        }
        return [tensor, { data: float32Of(value), shape: value.dims }] as const;
      }),
    );
  };
}

async function runInPieces(runPiece: RunPiece, input: Float32Array, batch: number, piece: number) {
  const perStimulus = input.length / batch;
  const whole = new Map<string, TensorValues>();
  for (let first = 0; first < batch; first += piece) {
    const count = Math.min(piece, batch - first);
    let part = input.subarray(first * perStimulus, (first + count) * perStimulus);
    if (count < piece) {
      const padded = new Float32Array(piece * perStimulus);
      padded.set(part);
      part = padded;
    }
    for (const [tensor, { data, shape }] of await runPiece(part, piece)) {
      const size = data.length / piece;
      const target = whole.get(tensor) ?? { data: new Float32Array(batch * size), shape: [batch, ...shape.slice(1)] };
      target.data.set(data.subarray(0, count * size), first * size);
      whole.set(tensor, target);
    }
  }
  return whole;
}
