import { cpus } from 'node:os';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import type { Backend, Block } from './backend.js';
import { Centring } from './centring.js';
import { addCodeCounts } from './codeCounts.js';
import { DOUBLE, FLOAT } from './graphWriting.js';
import { centringProductGraph, productsGraph } from './productGraph.js';
import { symmetricFrom } from './symmetricProduct.js';
import { yieldingThreads } from './yieldingThreads.js';

/** From so many units on, what symmetry saves is more than what it costs to put the parts together. */
const SYMMETRIC_UNITS = 64;

/** Rows of a symmetric matrix are computed in so many parts, each from its own diagonal on: five eighths of the work. */
const SYMMETRIC_PARTS = 4;

/**
 * It adds up runs of 128 samples before it adds those, so that sums over longer blocks are as exact as over short ones. Not a power of two: rows
 * that far apart share lines of the cache, which took a tenth of the speed.
 */
const BLOCK_SAMPLES = 4112;

/** onnxruntime's CPU kernels: float32 products at the speed of a tuned BLAS, on all cores. */
export async function openOnnxruntime(): Promise<Backend> {
  const { InferenceSession, Tensor } = await loadOnnxruntime();
  const open = (graph: Uint8Array) =>
    InferenceSession.create(graph, { executionProviders: ['cpu'], logSeverityLevel: 3, ...yieldingThreads });
  const centring = await open(centringProductGraph());
  const sessions = {
    float32: { one: await open(productsGraph(1, FLOAT)), parts: await open(productsGraph(SYMMETRIC_PARTS, FLOAT)) },
    float64: { one: await open(productsGraph(1, DOUBLE)), parts: await open(productsGraph(SYMMETRIC_PARTS, DOUBLE)) },
  };
  const centrings = [new Centring(), new Centring()] as const;
  // One after another, since centred blocks are written where the last ones were.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  const rows = (values: Float32Array | Float64Array, samples: number, first: number, end: number) => {
    const own = values.subarray(first * samples, end * samples);
    const extents = [end - first, samples];
    return own instanceof Float32Array ? new Tensor('float32', own, extents) : new Tensor('float64', own, extents);
  };
  /** units x units, of centred values with themselves. */
  const multiplyItself = async <Numbers extends Float32Array | Float64Array>(
    { units, samples }: Block,
    values: Numbers,
    whole: Numbers,
  ): Promise<Numbers> => {
    const starts = Array.from({ length: SYMMETRIC_PARTS + 1 }, (_, part) =>
      Math.floor((part * units) / SYMMETRIC_PARTS),
    );
    const inputs = starts.slice(0, -1).flatMap((first, part) => [
      [`x${part}`, rows(values, samples, first, starts[part + 1] as number)],
      [`y${part}`, rows(values, samples, first, units)],
    ]);
    const { parts } = values instanceof Float32Array ? sessions.float32 : sessions.float64;
    const products = await parts.run(Object.fromEntries(inputs));
    const found = starts.slice(0, -1).map((_, part) => products[`products${part}`]?.data as Numbers);
    return symmetricFrom(whole, found, starts, units);
  };
  const multiplyPrecisely = async (left: Block, right: Block) => {
    // Either may hold one of the blocks from the product before: a pass multiplies each with several.
    const isTurned = centrings[1].holds(left) || centrings[0].holds(right);
    const [one, other] = isTurned ? ([1, 0] as const) : ([0, 1] as const);
    const x = centrings[one].centred(left);
    if (right === left && left.units >= SYMMETRIC_UNITS)
      return multiplyItself(left, x, new Float64Array(left.units ** 2));
    const y = right === left ? x : centrings[other].centred(right);
    const { products0 } = await sessions.float64.one.run({
      x0: rows(x, left.samples, 0, left.units),
      y0: rows(y, right.samples, 0, right.units),
    });
    return products0?.data as Float64Array;
  };
  const multiply = async (left: Block, right: Block) => {
    const isCentred = isZero(left.centre) && isZero(right.centre);
    if (isCentred && right === left && left.units >= SYMMETRIC_UNITS)
      return multiplyItself(left, left.values, new Float32Array(left.units ** 2));
    const x = rows(left.values, left.samples, 0, left.units);
    // The same tensor on both sides where a block meets itself: nothing is copied twice.
    const y = right === left ? x : rows(right.values, right.samples, 0, right.units);
    if (isCentred) return (await sessions.float32.one.run({ x0: x, y0: y })).products0?.data as Float32Array;
    const column = ({ centre, units }: Block) => new Tensor('float32', centre, [units, 1]);
    const { products } = await centring.run({ x, c: column(left), y, d: column(right) });
    return products?.data as Float32Array;
  };
  return {
    name: 'onnxruntime',
    device: `${cpus()[0]?.model.trim() ?? 'CPU'}, ${cpus().length} threads`,
    blockSamples: BLOCK_SAMPLES,
    flopsAtOnce: { crossProducts: 1e10, preciseCrossProducts: 4e9 },
    crossProducts: multiply,
    preciseCrossProducts: (left, right) => inTurn(() => multiplyPrecisely(left, right)),
    addCodeCounts,
    async dispose() {
      const all = [centring, ...Object.values(sessions).flatMap(({ one, parts }) => [one, parts])];
      for (const session of all) await session.release();
    },
  };
}

function isZero(centre: Float32Array): boolean {
  return centre.every((value) => value === 0);
}
