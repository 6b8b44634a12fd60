import { arrange } from '../onnx/arrange.js';
import { entriesOf } from '../onnx/extents.js';
import { type ForwardRun, nameOfWanted, type TensorValues, type WantedTensor } from '../onnx/forwardRun.js';
import type { ModelParts } from '../onnx/modelParts.js';
import { ModelRefused, TensorMissing } from '../onnx/modelRefused.js';
import { openTfjs } from './openTfjs.js';
import { chooseDevice, runtimeRefusal } from './runtime.js';
import { inputOf, tensorOf } from './stimulusTensor.js';

/**
 * Makes a TensorFlow.js model ready to compute those tensors: as `openForwardRun` does of an ONNX file.
 * @throws {TensorMissing} where the model has no such tensor
 */
export async function openTfjsRun(parts: ModelParts, wanted: readonly WantedTensor[]): Promise<ForwardRun> {
  const { model, runtime } = await openTfjs(parts);
  const known = model.operations.filter(({ kind }) => kind !== 'INPUT').map(({ tensor }) => tensor);
  const missing = wanted.find(({ tensor }) => !known.includes(tensor));
  if (missing !== undefined) {
    model.dispose();
    throw new TensorMissing(missing.tensor, known);
  }
  const perStimulus = entriesOf(inputOf(model).shape);
  const tensors = [...new Set(wanted.map(({ tensor }) => tensor))];
  return {
    async run(input, batch) {
      if (batch < 1 || input.length !== batch * perStimulus) {
        throw new RangeError(`${input.length} values are not ${batch} stimuli of ${perStimulus}.`);
      }
      await chooseDevice(runtime.core);
      const taken = tensorOf(runtime, input, batch, model);
      try {
        const found = model.run(taken, tensors);
        const values = new Map<string, Float32Array>();
        for (const [index, tensor] of found.entries()) {
          values.set(tensors[index] ?? '', Float32Array.from(await tensor.data()));
          tensor.dispose();
        }
        return new Map(
          wanted.map((each) => [nameOfWanted(each), arranged(values.get(each.tensor) as Float32Array, each, batch)]),
        );
      } catch (thrown) {
        throw runtimeRefusal(thrown);
      } finally {
        taken.dispose();
      }
    },
    async dispose() {
      model.dispose();
    },
  };
}

function arranged(values: Float32Array, { tensor, layout }: WantedTensor, batch: number): TensorValues {
  if (layout === undefined) return { data: values, shape: [batch, values.length / batch] };
  const found = arrange(values, layout, batch);
  if (found === null) {
    throw new ModelRefused(
      `The tensor “${tensor}” has ${values.length} values for ${batch} stimuli, which does not fit its layout.`,
      'Import the network again.',
    );
  }
  return { data: found.data, shape: [batch, found.units, found.positions] };
}
