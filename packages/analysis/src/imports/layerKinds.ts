import type { LayerKind } from '../onnx/model.js';

/** Spelt out so that a new kind does not compile before it stands here. */
const KINDS: { readonly [Kind in LayerKind]: Kind } = {
  CONVOLUTION: 'CONVOLUTION',
  DENSE: 'DENSE',
  RESIDUAL: 'RESIDUAL',
  POOLING: 'POOLING',
  NORMALIZATION: 'NORMALIZATION',
  ATTENTION: 'ATTENTION',
  EMBEDDING: 'EMBEDDING',
  OUTPUT: 'OUTPUT',
  OTHER: 'OTHER',
};

/** What the kind of a layer may be in a manifest. */
export const LAYER_KINDS: readonly LayerKind[] = Object.values(KINDS);
