import type { GroupContext } from '../derivations/definition.js';
import { reportOf } from '../derivations/reportOf.js';
import type { Recording } from '../derivations/values.js';
import type { StimulusArray } from '../derivations/wanted.js';
import { Refusal } from '../errors.js';
import type { ForwardRun } from '../onnx/forwardRun.js';
import { LayerRecorder, type LayerToRecord } from './layerRecorder.js';
import type { Preprocessing } from './preprocessing.js';
import { readStimuli } from './stimuli.js';

/** Stimuli that go through the network together, at most. */
const BATCH = 64;
/** Operations of one call, which keeps this thread from anything else: some tenths of a second on two cores. */
const BATCH_FLOPS = 2e10;
/** Bytes of activations that are held at a time, if one stimulus does not have more. */
const HELD_BYTES = 2 ** 28;

/**
 * Runs the probe set through the network once and records all the layers. Shards that an earlier run finished are kept:
 * the run begins where the layer that is least far stopped, and goes on without those that are cancelled.
 * @returns by key, the recording, or why there is none
 */
export async function recordLayers(
  layers: readonly LayerToRecord[],
  source: {
    readonly run: ForwardRun;
    readonly stimuli: StimulusArray;
    readonly preprocessing: Preprocessing;
    /** Operations that one stimulus takes. */
    readonly flops: number;
  },
  context: GroupContext,
): Promise<ReadonlyMap<string, Recording | Error>> {
  const stimuli = await readStimuli(source.stimuli, context.store);
  const recorders = layers.map((layer) => new LayerRecorder(layer, stimuli.count, context.store));
  for (const recorder of recorders) {
    await recorder.resume();
    if (recorder.next > 0)
      context.notice(recorder.layer.key, `Went on from stimulus ${recorder.next}: earlier shards were kept.`);
  }
  const results = new Map<string, Recording | Error>();
  const start = Math.min(...recorders.map((recorder) => recorder.next));
  const batch = batchOf(layers, source.flops);
  for (let first = start; first < stimuli.count; first += batch) {
    const count = Math.min(batch, stimuli.count - first);
    const outputs = await source.run.run(stimuli.batch(first, count, source.preprocessing), count);
    for (const recorder of recorders) {
      if (results.has(recorder.layer.key)) continue;
      const output = outputs.get(recorder.layer.tensor);
      if (output === undefined) throw new Error(`The forward run did not give the tensor ${recorder.layer.tensor}.`);
      try {
        await recorder.take(output.data, first, count);
      } catch (error) {
        // Activations that cannot be recorded are that layer's trouble alone.
        if (!(error instanceof Refusal)) throw error;
        results.set(recorder.layer.key, error);
      }
      const cancelled = await reportOf(
        context,
        recorder.layer.key,
        (first + count) / stimuli.count,
        'running the network',
      );
      if (cancelled !== null) results.set(recorder.layer.key, cancelled);
    }
    if (results.size === layers.length) break;
  }
  for (const recorder of recorders) {
    if (!results.has(recorder.layer.key)) results.set(recorder.layer.key, await recorder.finish());
  }
  return results;
}

/** A power of two, so that batches of any size fit into shards in the same way. */
function batchOf(layers: readonly LayerToRecord[], flops: number): number {
  const bytes = layers.reduce((sum, { units, positions }) => sum + 4 * units * positions, 0);
  let batch = BATCH;
  while (batch > 1 && (batch * bytes > HELD_BYTES || batch * flops > BATCH_FLOPS)) batch /= 2;
  return batch;
}
