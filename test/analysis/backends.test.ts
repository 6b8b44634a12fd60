import { BACKENDS, type Backend, openBackend, selectBackend } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useSoftwareVulkan } from '../support/softwareVulkan.js';
import { BACKEND_CONTRACT } from './backendContract.js';

useSoftwareVulkan();

/** The contract, once for every backend of this version; one that does not load here is named, with the reason. */
describe.each(BACKENDS)('backend %s', (name) => {
  let backend: Backend | undefined;
  let absent = '';
  beforeAll(async () => {
    try {
      backend = await openBackend(name);
    } catch (error) {
      absent = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
    }
  });
  afterAll(async () => backend?.dispose());

  for (const { name: title, needs, run } of BACKEND_CONTRACT) {
    it(title, async (test) => {
      if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
      if (needs !== undefined && backend[needs] === undefined) return test.skip(`${name} has no ${needs}`);
      await run(backend);
    });
  }
});

describe('selection', () => {
  it('says of every backend what became of it', async () => {
    const { backend, reports } = await selectBackend();
    expect(reports.map((report) => report.name)).toEqual(BACKENDS);
    expect(reports.filter((report) => report.available).map((report) => report.name)).toEqual([backend.name]);
    for (const report of reports) expect(report.reason.length).toBeGreaterThan(3);
    await backend.dispose();
  });

  it('opens the one asked for', async () => {
    const { backend } = await selectBackend({ prefer: 'wasm' });
    expect(backend.name).toBe('wasm');
    await backend.dispose();
  });
});
