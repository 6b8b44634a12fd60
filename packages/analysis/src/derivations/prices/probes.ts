import { createHash } from 'node:crypto';
import type { Backend, Block } from '../../backends/backend.js';
import { INPUT, matrix, modelOf, node, OUTPUT } from '../../backends/graphWriting.js';
import { withPreciseProducts } from '../../backends/preciseProducts.js';
import { yieldingThreads } from '../../backends/yieldingThreads.js';
import { solveWithCholesky } from '../../linearAlgebra/cholesky.js';
import { type Matrix, matrixOf } from '../../linearAlgebra/matrix.js';
import { product } from '../../linearAlgebra/product.js';
import { loadOnnxruntime } from '../../loadOnnxruntime.js';
import { averageRanks } from '../../measures/averageRanks.js';
import { POSITIVE_BINS } from '../../statistics/binEdges.js';
import type { Store } from '../../storage/store.js';
import type { WorkKind } from './work.js';

const UNITS = 96;
const SAMPLES = 2048;
/** Units whose products take so much longer than all that goes with them that a rate can be told from them. */
const WIDE = 256;
/** Samples, units, and the size of a matrix, of work that is measured in short runs: among many there is one that nothing disturbed. */
const FEW = 512;
const SMALL = 48;
/** Milliseconds without a run that is so much faster than all before: by then its code is compiled well. */
const STEADY = 120;
const FASTER = 0.9;
/** Milliseconds that one kind of work is measured for at the most, unless three runs take longer. */
const MOST = 500;

/** Measures what this machine does in a second, of each kind of work, on blocks of a usual size. */
export const PROBES: { readonly [Kind in WorkKind]: (backend: Backend, store: Store) => Promise<number> } = {
  // Of blocks so large that what they cost besides (`calls`, `scanning`) counts for little.
  products: (backend) => {
    const [left, right] = [blockOf(1, WIDE, FEW), blockOf(2, WIDE, FEW)];
    return rateOf(2 * WIDE * WIDE * FEW, () => backend.crossProducts(left, right));
  },
  preciseProducts: (backend) => {
    const [left, right] = [blockOf(1, WIDE, FEW), blockOf(2, WIDE, FEW)];
    const precise = withPreciseProducts(backend);
    return rateOf(2 * WIDE * WIDE * FEW, () => precise.preciseCrossProducts(left, right));
  },
  dense: () => {
    const [left, right] = [squareOf(3), squareOf(4)];
    return rateOf(2 * UNITS ** 3, () => product(left, right));
  },
  // Plain loops over float64 numbers: what solves triangular equations is nothing else.
  algebra: () => {
    const [factor, sides] = [squareOf(5, SMALL), squareOf(6, SMALL)];
    for (let row = 0; row < SMALL; row++) factor.values[row * SMALL + row] = SMALL;
    return rateOf(2 * SMALL ** 3, () => solveWithCholesky(factor, sides));
  },
  counting: (backend) => {
    const codes = Uint8Array.from(blockOf(4, SMALL).values, (value) => Math.ceil((value / 0.8) * POSITIVE_BINS));
    const block = { units: SMALL, samples: SAMPLES, depth: POSITIVE_BINS, codes };
    const sums = new Int32Array((SMALL * POSITIVE_BINS) ** 2);
    return rateOf(SMALL * SMALL * SAMPLES, () => backend.addCodeCounts(block, block, sums));
  },
  ordering: () => {
    const values = Float64Array.from(blockOf(5, FEW, 16).values);
    return rateOf(values.length, () => averageRanks(values));
  },
  forward: (backend, store) => convolutionRate().catch(() => PROBES.preciseProducts(backend, store)),
  scanning: () => {
    const { values } = blockOf(6);
    const counts = new Float64Array(64);
    return rateOf(4 * values.length, () => {
      // As histograms, moments and reductions do: every value is looked at, and something kept of it.
      let highest = Number.NEGATIVE_INFINITY;
      for (let index = 0; index < values.length; index++) {
        const value = values[index] as number;
        const bin = Math.min(63, Math.max(0, Math.floor(value * 64)));
        counts[bin] = (counts[bin] as number) + value;
        if (value > highest) highest = value;
      }
      counts[0] = highest;
    });
  },
  writing: async (_backend, store) => {
    const bytes = new Uint8Array(blockOf(7).values.buffer);
    const written = new Set<string>();
    try {
      return await rateOf(bytes.length, async () => {
        // Another content each time: what is there already is not written again.
        bytes[0] = written.size;
        written.add(await store.writeBlob(bytes.slice()));
      });
    } finally {
      for (const digest of written) await store.removeBlob(digest);
    }
  },
  calls: (backend) => {
    const block = { units: 8, samples: 8, values: new Float32Array(64).fill(0.5), centre: new Float32Array(8) };
    const other = { ...block, values: block.values.slice() };
    return rateOf(1, async () => {
      await backend.crossProducts(block, other);
      await new Promise((resolve) => setImmediate(resolve));
    });
  },
  // What every value goes through: it is looked for, written, and somebody is told.
  steps: async (_backend, store) => {
    const key = createHash('sha256').update('a step').digest('hex');
    try {
      return await rateOf(1, async () => {
        await store.hasValue(key);
        await store.writeValue(key, new Uint8Array(1024));
        await new Promise((resolve) => setImmediate(resolve));
      });
    } finally {
      await store.removeValue(key);
    }
  },
};

/** Units that mostly vary, and are silent now and then. */
function blockOf(seed: number, units = UNITS, samples = SAMPLES): Block {
  const values = new Float32Array(units * samples);
  let state = seed;
  for (let index = 0; index < values.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    values[index] = Math.max(0, (state >>> 8) / 2 ** 24 - 0.2);
  }
  return { units, samples, values, centre: new Float32Array(units).fill(0.3) };
}

function squareOf(seed: number, size = UNITS): Matrix {
  return matrixOf(size, size, Float64Array.from(blockOf(seed).values.subarray(0, size * size)));
}

/** The rate of the fastest run, once none gets faster any more: others were compiling, or had to share the machine. */
async function rateOf(amount: number, run: () => unknown): Promise<number> {
  let seconds = Number.POSITIVE_INFINITY;
  const begun = performance.now();
  for (let runs = 0, faster = begun, now = begun; runs < 3 || (now - faster < STEADY && now - begun < MOST); runs++) {
    const start = performance.now();
    await run();
    now = performance.now();
    const taken = (now - start) / 1000;
    if (taken < FASTER * seconds) faster = now;
    seconds = Math.min(seconds, taken);
  }
  return amount / Math.max(1e-9, seconds);
}

/** Operations in a second of a convolution by the library that runs networks. @throws where it does not load */
async function convolutionRate(): Promise<number> {
  const [batch, channels, side] = [64, 64, 10];
  const { InferenceSession, Tensor } = await loadOnnxruntime();
  const graph = modelOf('convolution', (written) => {
    node(written, 'Conv', ['x', 'w'], 'y');
    matrix(written, INPUT, 'x', [batch, channels, side, side]);
    matrix(written, INPUT, 'w', [channels, channels, 3, 3]);
    matrix(written, OUTPUT, 'y', [batch, channels, side - 2, side - 2]);
  });
  const session = await InferenceSession.create(graph, {
    ...{ executionProviders: ['cpu'], logSeverityLevel: 4 },
    ...yieldingThreads,
  });
  try {
    const tensor = (extents: number[]) =>
      new Tensor(
        'float32',
        new Float32Array(extents.reduce((product, extent) => product * extent, 1)).fill(0.1),
        extents,
      );
    const feeds = { x: tensor([batch, channels, side, side]), w: tensor([channels, channels, 3, 3]) };
    const operations = 2 * batch * channels * channels * 9 * (side - 2) ** 2;
    return await rateOf(operations, () => session.run(feeds));
  } finally {
    await session.release();
  }
}
