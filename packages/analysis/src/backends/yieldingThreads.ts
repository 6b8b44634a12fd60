/**
 * Session options that let onnxruntime's threads sleep while they wait for each other. By default they spin, which is a little
 * faster on an idle machine; where anything else runs, spinning threads keep the one that they wait for from its core: a
 * product of a typical block took 38 ms in place of 10 on two busy cores.
 */
export const yieldingThreads = { extra: { session: { intra_op: { allow_spinning: '0' } } } } as const;
