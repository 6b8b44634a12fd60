import type { ChosenLayer } from '../onnx/chosenLayers.js';
import { describeModel } from '../onnx/describeModel.js';
import { type ForwardRun, openForwardRun, type WantedTensor } from '../onnx/forwardRun.js';
import type { ModelDescription } from '../onnx/model.js';
import type { ModelParts } from '../onnx/modelParts.js';
import { describeTfjs } from '../tfjs/describeTfjs.js';
import { openTfjsRun } from '../tfjs/forwardTfjs.js';
import { isModelJson } from '../tfjs/modelJson.js';

/**
 * What a network is, in whatever format it came: ONNX, or TensorFlow.js.
 * @throws {ModelRefused} where it is neither, or cannot be run
 */
export function describeNetwork(model: ModelParts, chosen: readonly ChosenLayer[] = []): Promise<ModelDescription> {
  return isModelJson(model.bytes) ? describeTfjs(model, chosen) : describeModel(model, chosen);
}

/** Makes a network ready to compute those tensors. */
export function openNetwork(model: ModelParts, tensors: readonly WantedTensor[]): Promise<ForwardRun> {
  return isModelJson(model.bytes) ? openTfjsRun(model, tensors) : openForwardRun(model, tensors);
}
