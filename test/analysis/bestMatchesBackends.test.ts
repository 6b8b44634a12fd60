import { BACKENDS, type Backend, Engine, MemoryStore, openBackend, RandomSource } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useSoftwareVulkan } from '../support/softwareVulkan.js';
import { both, type Rows, randomRows } from './bestMatchesCases.js';

useSoftwareVulkan();

/** What screens may be any device whose sums are float32: what is kept is the same to the bit. */
describe.each(BACKENDS)('the best partners, screened on %s', (name) => {
  let backend: Backend | undefined;
  let engine: Engine;
  let absent = '';
  const store = new MemoryStore();
  beforeAll(async () => {
    try {
      const opened = await openBackend(name);
      backend = opened;
      engine = new Engine({ store, backend: async () => opened, calibrates: false });
    } catch (error) {
      absent = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
    }
  });
  afterAll(async () => (backend === undefined ? undefined : engine.dispose()));

  const random = new RandomSource(17);
  const rows = randomRows(40, 2100, random);
  const cases: readonly [string, readonly [Rows, Rows | null]][] = [
    ['over more samples than are summed at a time', [rows, randomRows(53, 2100, random)]],
    ['with ties, copies and dead units', [[...rows.slice(0, 20), ...rows.slice(5, 30), rows[0]!.map(() => 3)], rows]],
    ['far from 0', [rows.map((row) => row.map((value) => 1000 + value)), rows]],
    ['of a layer with itself', [[...rows, ...rows.slice(0, 3)], null]],
  ];
  it.for(cases)('are those of the full matrix: %s', async ([, sides], test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const { found, expected } = await both(engine, store, sides, 6);
    expect(found).toEqual(expected);
  });
});
