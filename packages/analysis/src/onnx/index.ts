export type { ChosenLayer } from './chosenLayers.js';
export { describeModel } from './describeModel.js';
export { type ForeignFile, recogniseForeignFile } from './foreignFile.js';
export { type ForwardRun, type ForwardRunOptions, openForwardRun, type TensorValues } from './forwardRun.js';
export type { LayerDescription, LayerKind, ModelDescription, ReceptiveField, TensorFactor } from './model.js';
export {
  blobsOfModel,
  type Model,
  type ModelManifest,
  type ModelParts,
  packManifest,
  readModel,
  refuseOutside,
} from './modelParts.js';
export { ModelRefused, TensorMissing } from './modelRefused.js';
