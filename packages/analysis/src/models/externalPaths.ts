import { readModelFile } from '../onnx/modelFile.js';
import { placeOfWeight } from '../onnx/modelParts.js';
import { isModelJson, pathsOfModelJson } from '../tfjs/modelJson.js';

/**
 * Paths of the files beside a model that its weights lie in, each once, as the model names them: from its own folder. They are
 * what the file says, and may lead anywhere (`refuseOutside`).
 * @throws {ModelRefused} where the bytes are no model
 */
export function externalPathsOf(model: Uint8Array): string[] {
  if (isModelJson(model)) return [...new Set(pathsOfModelJson(model))];
  const places = [...readModelFile(model).weights.values()].map(placeOfWeight);
  return [...new Set(places.flatMap((place) => (place === null ? [] : [place.location])))];
}
