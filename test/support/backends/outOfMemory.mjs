import { CANDIDATES } from '../../../packages/analysis/dist/index.js';
import { weakBackend } from './weakBackend.mjs';

/** A device whose memory is used up after some blocks, the first nine of which are its calibration, before those of this version. */
export const candidates = [
  {
    name: 'tensorflow',
    open: async () =>
      weakBackend('tensorflow', (calls) => {
        if (calls >= 14) throw new Error('CUDA_ERROR_OUT_OF_MEMORY: out of memory');
      }),
  },
  ...CANDIDATES.filter(({ name }) => name !== 'tensorflow'),
];
