import { findAdapter } from '../../packages/analysis/dist/backends/webgpu/adapter.js';
import { Device } from '../../packages/analysis/dist/backends/webgpu/device.js';
import { productShaderFor } from '../../packages/analysis/dist/backends/webgpu/productShader.js';

/** Different blocks that a pass goes round: more would only take memory. */
const BLOCKS = 4;

/** Products that are on their way at once: one is merged while the next is computed. */
const UNDER_WAY = 2;

/**
 * A pass of cross-moments, end to end: each block from this process's memory to the device, its products back, and added up here in
 * float64, as the engine does.
 * @returns seconds, the median of some passes, and the rate in GFLOP/s
 */
export async function measurePass(backend, { p, q, samples, block, runs }) {
  const [left, right] = [blocksOf(p, block), blocksOf(q, block)];
  const count = Math.ceil(samples / block);
  const sums = new Float64Array(p * q);
  // Objects of their own, as blocks that are read are: no one finds them on the device already. The last may be shorter.
  const blockAt = (blocks, index) => {
    const { units, values, centre } = blocks[index % BLOCKS];
    const length = Math.min(block, samples - index * block);
    return { units, samples: length, values: values.subarray(0, units * length), centre };
  };
  const pass = async () => {
    const underWay = [];
    for (let index = 0; index < count + UNDER_WAY; index++) {
      if (index < count) underWay.push(backend.crossProducts(blockAt(left, index), blockAt(right, index)));
      if (index < UNDER_WAY - 1) continue;
      const products = await underWay.shift();
      for (let entry = 0; entry < (products?.length ?? 0); entry++) sums[entry] += products[entry];
    }
  };
  const seconds = await medianSeconds(pass, runs);
  const work = 2 * p * q * samples;
  return { what: 'cross-moments, end to end', p, q, samples, block, seconds, gflops: work / seconds / 1e9 };
}

/** Products of blocks that are on the device already and stay there, with their results: what the program alone reaches. */
export async function measureKept({ p, q, block, runs }) {
  const device = await Device.open(await findAdapter(), Number.MAX_SAFE_INTEGER);
  const [[x], [y]] = [blocksOf(p, block), blocksOf(q, block)];
  const shader = productShaderFor(p, q);
  const groups = [Math.ceil(q / shader.tile), Math.ceil(p / shader.tile)];
  const arrays = [x.values, x.centre, y.values, y.centre].map((values) => device.upload(values));
  const products = device.room(4 * p * q, { zero: false });
  const many = (times) => () =>
    device.attempt(async () => {
      for (let run = 0; run < times; run++) device.run(shader, [p, q, block / 4, 0], [...arrays, products], groups);
      await device.read(products, 4);
    });
  // Until it takes long enough that the way to the device and back does not count.
  let times = 1;
  let seconds = await medianSeconds(many(times), 1);
  while (seconds < 0.3 && times < 4096) {
    times *= 4;
    seconds = await medianSeconds(many(times), 1);
  }
  seconds = (await medianSeconds(many(times), runs)) / times;
  device.close();
  const gflops = (2 * p * q * block) / seconds / 1e9;
  return { what: 'cross-moments, kept on the device', p, q, samples: block, block, seconds, gflops };
}

/** Joint counts of all pairs of units, from codes in this process's memory to counts there. */
export async function measureCounts(backend, { units, depth, samples, runs }) {
  const blockOf = (seed) => ({ units, depth, samples, codes: codesOf(units * samples, depth, seed) });
  const [left, right] = [blockOf(1), blockOf(2)];
  const sums = new Int32Array((units * depth) ** 2);
  const seconds = await medianSeconds(() => backend.addCodeCounts(left, right, sums), runs);
  const meetings = (units * units * samples) / seconds / 1e9;
  return { what: 'joint counts, end to end', p: units, q: units, depth, samples, seconds, gigameetings: meetings };
}

/** After a first run, which starts what is started only once. */
async function medianSeconds(work, runs) {
  await work();
  const times = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push((performance.now() - started) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

function blocksOf(units, samples) {
  return Array.from({ length: BLOCKS }, (_, seed) => {
    const values = new Float32Array(units * samples);
    let state = seed + 1;
    for (let index = 0; index < values.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      values[index] = state / 2 ** 31;
    }
    return { units, samples, values, centre: new Float32Array(units).fill(0.1) };
  });
}

/** Half of them silent, as of rectified units. */
function codesOf(length, depth, seed) {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state < 0 ? 0 : 1 + ((state >>> 16) % depth);
  });
}
