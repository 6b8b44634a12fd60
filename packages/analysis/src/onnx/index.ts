export { describeModel } from './describeModel.js';
export { type ForwardRun, type ForwardRunOptions, openForwardRun, type TensorValues } from './forwardRun.js';
export type { LayerDescription, LayerKind, ModelDescription, ReceptiveField } from './model.js';
export { ModelRefused, TensorMissing } from './modelRefused.js';
