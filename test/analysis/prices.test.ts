import {
  alignmentBetween,
  baselineOf,
  bestMatchesOf,
  binsOf,
  correlationOf,
  type Derivation,
  Engine,
  importedRecordingOf,
  informationOf,
  MemoryStore,
  matchingsOf,
  openBackend,
  predictionFrom,
  profileOf,
  ranksOf,
  similarityBetween,
  similarityBootstrapOf,
} from '@unitgraph/analysis';
import { expect, it } from 'vitest';

/** A layer that exists by name alone: prices go by sizes. */
function layer(name: string, units: number) {
  const said = { layer: name, network: 'n', probeSet: 'p', units, stimuli: 2000, positions: 1 };
  return importedRecordingOf({ ...said, content: `${name} ${units}` });
}
const pairOf = (units: number) => correlationOf(layer('left', units), layer('right', units));

/** Computations of many kinds, of two layers of so many units. */
function manyOf(units: number): Derivation[] {
  const [left, right] = [layer('left', units), layer('right', units)];
  const draws = { repeats: 9, seed: 1 };
  return [
    profileOf(left),
    ranksOf(left),
    binsOf(left),
    correlationOf(left, right),
    informationOf(left, right),
    matchingsOf(left, right),
    alignmentBetween(left, right),
    predictionFrom(left, right),
    baselineOf(left, right, { kind: 'PERMUTATION', ...draws }),
    baselineOf(left, right, { kind: 'ROTATION', ...draws }),
    similarityBootstrapOf('CKA_LINEAR', [left, right], draws),
    ...(['SVCCA', 'PWCCA', 'PROCRUSTES', 'RSA', 'CKA_RBF', 'MUTUAL_KNN', 'SOFT_MATCHING'] as const).map((measure) =>
      similarityBetween(measure, left, right),
    ),
  ];
}

/** How far off, as a logarithm. */
const errorOf = (price: number, took: number) => Math.abs(Math.log(price / took));

it('prices learn what a kind costs at sizes between those that ran, and nothing of other kinds', async () => {
  const backend = await openBackend('onnxruntime');
  const { prices } = new Engine({ store: new MemoryStore(), backend: async () => backend, calibrates: false });
  await prices.on(backend);
  while (prices.needsCalibration) await prices.calibrateFurther(backend);
  // Three times what the calibration says, and 2 ms besides.
  const takes = (units: number) => 0.002 + 3 * prices.unlearnedSecondsOf([pairOf(units)]);
  const other = profileOf(layer('left', 100));
  const before = prices.priceOf(other).seconds;
  for (const units of [16, 700, 64, 300, 32, 128, 500]) await prices.learn([pairOf(units)], takes(units));
  for (const units of [24, 48, 100, 200, 400, 600])
    expect(errorOf(prices.priceOf(pairOf(units)).seconds, takes(units))).toBeLessThan(
      0.5 * errorOf(prices.unlearnedSecondsOf([pairOf(units)]), takes(units)),
    );
  expect(prices.priceOf(other).seconds).toBe(before);
  // Far from all that ran, the correction stays within bounds.
  const [far, plain] = [prices.priceOf(pairOf(50_000)).seconds, prices.unlearnedSecondsOf([pairOf(50_000)])];
  expect(far / plain).toBeLessThan(20.1);
  expect(far / plain).toBeGreaterThan(1 / 20.1);
  await backend.dispose();
});

it('prices rise with the units, of every kind', () => {
  const { prices } = new Engine({ store: new MemoryStore(), backend: () => Promise.reject(new Error('None.')) });
  const priced = [8, 64, 512, 4096].map((units) => manyOf(units).map((each) => prices.priceOf(each)));
  for (const [at, smaller] of priced.slice(0, -1).entries())
    for (const [place, { seconds, flops, bytes }] of smaller.entries()) {
      const larger = priced[at + 1]?.[place];
      expect(larger?.seconds).toBeGreaterThan(seconds);
      expect(Number.isFinite(larger?.seconds)).toBe(true);
      expect((larger?.flops ?? 0) + (larger?.bytes ?? 0)).toBeGreaterThan(flops + bytes);
    }
});

it('the price of best partners nears that of their products alone as layers grow', () => {
  const { prices } = new Engine({ store: new MemoryStore(), backend: () => Promise.reject(new Error('None.')) });
  const besides = [1024, 8192, 65_536].map((units) => {
    const search = bestMatchesOf(layer('left', units), layer('right', units), {
      ...{ kept: 10, plan: { bandUnits: units, tileUnits: 1024 } },
    });
    const { seconds, flops } = prices.priceOf(search);
    expect(flops).toBe(2 * units * units * 2000);
    return seconds / flops;
  });
  expect(besides[1]).toBeLessThan(besides[0] ?? 0);
  expect(besides[2]).toBeLessThan(besides[1] ?? 0);
  expect((besides[2] ?? 0) / (besides[1] ?? 1)).toBeGreaterThan(0.9);
});

it('many kinds that all take longer tell of kinds that did not run yet; a few do not, nor do small deviations', async () => {
  const backend = await openBackend('onnxruntime');
  const learnt = async (kinds: number, slower: number) => {
    const { prices } = new Engine({ store: new MemoryStore(), backend: async () => backend, calibrates: false });
    await prices.on(backend);
    while (prices.needsCalibration) await prices.calibrateFurther(backend);
    const [unseen, ...others] = manyOf(256) as [Derivation, ...Derivation[]];
    const before = prices.priceOf(unseen).seconds;
    for (const each of others.slice(0, kinds))
      for (let run = 0; run < 3; run++) await prices.learn([each], slower * prices.unlearnedSecondsOf([each]));
    return prices.priceOf(unseen).seconds / before;
  };
  const told = await learnt(14, 4);
  expect(told).toBeGreaterThan(2);
  expect(told).toBeLessThan(4);
  expect(await learnt(3, 4)).toBe(1);
  expect(await learnt(14, 1.1)).toBe(1);
  await backend.dispose();
});
