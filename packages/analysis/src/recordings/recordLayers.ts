import type { GroupContext } from '../derivations/definition.js';
import type { Recording } from '../derivations/values.js';
import type { Preprocessing, StimulusArray } from '../derivations/wanted.js';
import { Refusal } from '../errors.js';
import type { ForwardRun } from '../onnx/forwardRun.js';
import { LayerRecorder, type LayerToRecord } from './layerRecorder.js';
import { readStimuli } from './stimuli.js';

/** Stimuli that go through the network together. */
const BATCH = 64;

/**
 * Runs the probe set through the network once and records all the layers. Shards that an earlier run finished are kept:
 * the run begins where the layer that is least far stopped.
 */
export async function recordLayers(
  layers: readonly LayerToRecord[],
  source: { readonly run: ForwardRun; readonly stimuli: StimulusArray; readonly preprocessing: Preprocessing },
  context: GroupContext,
): Promise<ReadonlyMap<string, Recording | Refusal>> {
  const stimuli = await readStimuli(source.stimuli, context.store);
  const recorders = layers.map((layer) => new LayerRecorder(layer, stimuli.count, context.store));
  for (const recorder of recorders) {
    await recorder.resume();
    if (recorder.next > 0)
      context.notice(recorder.layer.key, `Went on from stimulus ${recorder.next}: earlier shards were kept.`);
  }
  const results = new Map<string, Recording | Refusal>();
  const start = Math.min(...recorders.map((recorder) => recorder.next));
  for (let first = start; first < stimuli.count; first += BATCH) {
    const count = Math.min(BATCH, stimuli.count - first);
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
      await context.report(recorder.layer.key, (first + count) / stimuli.count, 'running the network');
    }
  }
  for (const recorder of recorders) {
    if (!results.has(recorder.layer.key)) results.set(recorder.layer.key, await recorder.finish());
  }
  return results;
}
