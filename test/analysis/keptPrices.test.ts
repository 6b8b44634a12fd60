import {
  type Backend,
  correlationOf,
  Engine,
  importedRecordingOf,
  MemoryStore,
  openBackend,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const side = (layer: string) =>
  importedRecordingOf({ content: layer, layer, network: 'n', probeSet: 'p', units: 64, stimuli: 2000, positions: 1 });
const wanted = correlationOf(side('left'), side('right'));
const MONTH = 31 * 24 * 3_600_000;

/** The device of a process, whose prices are those that the store keeps. */
function pricesOf(store: MemoryStore, backend: Backend) {
  return new Engine({ store, backend: async () => backend, calibrates: false }).prices;
}

describe('what was measured and learned of a device', () => {
  let backend: Backend;
  const store = new MemoryStore();
  let price: number;
  let measuredAt: number | undefined;
  beforeAll(async () => {
    backend = await openBackend('onnxruntime');
    const first = pricesOf(store, backend);
    await first.on(backend);
    expect(first.needsCalibration).toBe(true);
    while (first.needsCalibration) await first.calibrateFurther(backend);
    for (let run = 0; run < 6; run++) await first.learn([wanted], 5 * first.unlearnedSecondsOf([wanted]));
    await first.flush();
    measuredAt = first.calibration?.measuredAt;
    price = first.unlearnedSecondsOf([wanted]) * 5;
  });
  afterAll(() => backend.dispose());

  it('holds in the next process, before a device is open and after', async () => {
    const next = pricesOf(store, backend);
    await next.open();
    expect(next.calibration?.measuredAt).toBe(measuredAt);
    await next.on(backend);
    expect(next.needsCalibration).toBe(false);
    // It was learned that it takes five times as long.
    const before = next.unlearnedSecondsOf([wanted]);
    expect(5 * before).toBeCloseTo(price, 12);
    expect(next.priceOf(wanted).seconds).toBeGreaterThan(2 * before);
  });

  it('says nothing of another device, and is there again afterwards', async () => {
    const next = pricesOf(store, backend);
    await next.on({ ...backend, device: 'Another one' });
    expect(next.calibration).toBeUndefined();
    expect(next.needsCalibration).toBe(true);
    await next.on(backend);
    expect(next.calibration?.measuredAt).toBe(measuredAt);
  });

  it('is measured anew after a month', async () => {
    const next = pricesOf(store, backend);
    await next.on(backend);
    vi.spyOn(Date, 'now').mockReturnValue((measuredAt ?? 0) + MONTH);
    expect(next.needsCalibration).toBe(true);
    vi.restoreAllMocks();
    expect(next.needsCalibration).toBe(false);
  });

  it('is measured anew where what was kept is damaged', async () => {
    const damaged = new MemoryStore();
    for (const [key, bytes] of store.values) damaged.values.set(key, bytes.slice(0, 9));
    const next = pricesOf(damaged, backend);
    await next.on(backend);
    expect(next.needsCalibration).toBe(true);
  });
});
