import { correlationOf, Engine, importedRecordingOf, MemoryStore, openBackend, profileOf } from '@unitgraph/analysis';
import { expect, it } from 'vitest';

/** A layer that exists by name alone: prices go by sizes. */
function layer(name: string, units: number) {
  const said = { layer: name, network: 'n', probeSet: 'p', units, stimuli: 2000, positions: 1 };
  return importedRecordingOf({ ...said, content: `${name} ${units}` });
}
const pairOf = (units: number) => correlationOf(layer('left', units), layer('right', units));

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
