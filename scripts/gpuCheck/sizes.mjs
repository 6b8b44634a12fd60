/** What is measured: products of p x q units over n samples in blocks of some; joint counts of units with codes up to a depth. */
export const FULL = {
  products: [
    // As blocks are without a GPU, and as the engine makes them with one.
    { p: 384, q: 384, samples: 50_000, block: 1024 },
    { p: 384, q: 384, samples: 50_000, block: 8192 },
    { p: 4096, q: 4096, samples: 32_768, block: 8192 },
  ],
  counts: [{ units: 256, depth: 16, samples: 61_440 }],
  runs: 3,
};

/** For backends of the processor, beside the GPU's. */
export const PROCESSOR = {
  products: [{ p: 384, q: 384, samples: 50_000, block: 1024 }],
  counts: [{ units: 256, depth: 16, samples: 61_440 }],
  runs: 3,
};

/** To see that it works. */
export const QUICK = {
  products: [{ p: 64, q: 64, samples: 2048, block: 1024 }],
  counts: [{ units: 16, depth: 8, samples: 4096 }],
  runs: 1,
};

/** For the processor in the part of a GPU, at a thousandth of the speed. */
export const SOFTWARE = {
  products: [{ p: 64, q: 64, samples: 2048, block: 1024 }],
  counts: [{ units: 8, depth: 8, samples: 2048 }],
  runs: 1,
};
