import type { ModelParts } from '../onnx/modelParts.js';
import { openGraphModel } from './graphModel.js';
import { openLayersModel } from './layersModel.js';
import { type ModelJson, readModelJson, readWeights } from './modelJson.js';
import type { OpenedModel } from './openedModel.js';
import { openRuntime, type Runtime } from './runtime.js';

/** Opens a model of either format. @throws {ModelRefused} where it is none, or the library does not read it */
export async function openTfjs(
  parts: ModelParts,
): Promise<{ readonly json: ModelJson; readonly model: OpenedModel; readonly runtime: Runtime }> {
  const json = readModelJson(parts);
  const weights = await readWeights(json, parts.external);
  const runtime = await openRuntime();
  const open = json.format === 'layers-model' ? openLayersModel : openGraphModel;
  return { json, model: await open(runtime, json, weights), runtime };
}
