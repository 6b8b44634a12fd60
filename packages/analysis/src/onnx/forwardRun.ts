import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { arrange } from './arrange.js';
import { entriesOf } from './extents.js';
import { graphOf } from './graph.js';
import type { TensorFactor } from './model.js';
import { readModelFile } from './modelFile.js';
import type { ModelInputs } from './modelInputs.js';
import { checkExternalData, type Model, partsOf } from './modelParts.js';
import { ModelRefused, TensorMissing } from './modelRefused.js';
import { promote } from './promote.js';
import { openSession, runtimeRefusal } from './session.js';
import { checkTokens, feedsOf, float32Of } from './tensors.js';

/** Values of a tensor for a batch of stimuli. */
export interface TensorValues {
  /** Row-major. */
  readonly data: Float32Array;
  /** The batch first. */
  readonly shape: readonly number[];
}

/** A tensor, and how its values lie where that is not batch, units, positions. */
export interface WantedTensor {
  readonly tensor: string;
  readonly layout?: readonly TensorFactor[];
}

/** A network held ready, of which some tensors are asked for. */
export interface ForwardRun {
  /**
   * @param input stimuli, already scaled as the network wants them: batch x the input's shape, row-major, channels first;
   *   tokens as whole numbers
   * @param batch any number of stimuli from one up: a network with a batch of its own runs in pieces of that
   * @returns the tensors by `nameOfWanted`, each batch x units x positions
   * @throws {ModelRefused} where onnxruntime fails
   */
  run(input: Float32Array, batch: number): Promise<Map<string, TensorValues>>;
  dispose(): Promise<void>;
}

export interface ForwardRunOptions {
  /** As many as there are cores by default. */
  readonly threads?: number;
}

/** The tensor's own name, with its layout where that is not the usual one. */
export function nameOfWanted({ tensor, layout }: WantedTensor): string {
  if (layout === undefined) return tensor;
  return `${tensor} as ${layout.map(({ role, extent }) => `${role} ${extent}`).join(' x ')}`;
}

/**
 * Makes a network ready to compute those tensors and nothing that they do not depend on.
 * @param model an ONNX file, and what lies beside it
 * @param tensors names as `LayerDescription.tensor` has them, or with a layout
 * @throws {ModelRefused} where the bytes are no network that can be run
 * @throws {TensorMissing} where the network has no such tensor
 */
export async function openForwardRun(
  model: Model,
  tensors: readonly (string | WantedTensor)[],
  options: ForwardRunOptions = {},
): Promise<ForwardRun> {
  const { bytes, external } = partsOf(model);
  const file = readModelFile(bytes);
  const graph = graphOf(file);
  checkExternalData(file.weights.values(), external);
  const wanted = tensors.map((each): WantedTensor => (typeof each === 'string' ? { tensor: each } : each));
  for (const { tensor } of wanted) {
    if (graph.producerOf(tensor) !== undefined) continue;
    throw new TensorMissing(
      tensor,
      file.nodes.flatMap((node) => node.output).filter((name) => name !== ''),
    );
  }
  const promoted = promote(bytes, graph, { tensors: wanted.map(({ tensor }) => tensor) });
  const session = await openSession(promoted, external, { threads: options.threads });
  // The file itself is not kept: what it says of its operations holds all of its bytes.
  const { input: taken, filled } = file;
  const runPiece = pieceRunner(session, { input: taken, filled }, wanted);
  const perStimulus = entriesOf(taken.shape);
  // Some files leave the batch open although a shape inside is made for one stimulus only: these run one by one.
  let piece = taken.batch;

  return {
    async run(input, batch) {
      const isWhole = taken.isOpen ? input.length % batch === 0 : input.length === batch * perStimulus;
      if (!isWhole || batch < 1 || input.length === 0) {
        throw new RangeError(`${input.length} values are not ${batch} stimuli of ${taken.shape.join(' x ')}.`);
      }
      if (taken.kind === 'TOKENS') checkTokens(input, input.length / batch);
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

function pieceRunner(session: InferenceSession, file: ModelInputs, wanted: readonly WantedTensor[]): RunPiece {
  const fetches = [...new Set(wanted.map(({ tensor }) => tensor))];
  return async (values, batch) => {
    const outcome = await session.run(await feedsOf(file, values, batch), fetches).catch((thrown: unknown) => {
      throw runtimeRefusal(thrown);
    });
    return new Map(wanted.map((each) => [nameOfWanted(each), read(outcome[each.tensor] as Tensor, each, batch)]));
  };
}

function read(value: Tensor, { tensor, layout }: WantedTensor, batch: number): TensorValues {
  const said = `The tensor “${tensor}” has shape [${value.dims.join(', ')}] for ${batch} stimuli`;
  if (layout !== undefined) {
    const found = arrange(float32Of(value), layout, batch);
    if (found === null) {
      throw new ModelRefused(
        `${said}, which is not ${layout.map(({ role, extent }) => `${role} ${extent || '?'}`).join(' x ')}.`,
        'Export the network with dynamic_axes for the batch, and import it again.',
      );
    }
    return { data: found.data, shape: [batch, found.units, found.positions] };
  }
  if (value.dims[0] !== batch) {
    throw new ModelRefused(
      `${said}: its first axis is not the batch.`,
      'Export the network with an example input of batch 1, and with dynamic_axes for the batch.',
    );
  }
  return { data: float32Of(value), shape: value.dims };
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
