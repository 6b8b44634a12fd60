import { CANDIDATES } from '../../../packages/analysis/dist/index.js';
import { weakBackend } from './weakBackend.mjs';

/** A driver that takes the whole process with it, before the backends of this version. */
export const candidates = [
  { name: 'tensorflow', open: async () => weakBackend('tensorflow', () => process.kill(process.pid, 'SIGSEGV')) },
  ...CANDIDATES.filter(({ name }) => name !== 'tensorflow'),
];
