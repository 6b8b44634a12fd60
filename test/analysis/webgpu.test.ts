import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Backend, isSoftware, nameOf, openWebgpu, selectBackend } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// No part of the engine's door: what it does is seen there only on devices with gigabytes.
import { tilesOf } from '../../packages/analysis/dist/backends/webgpu/tiles.js';
import { softwareVulkanFor, useSoftwareVulkan } from '../support/softwareVulkan.js';
import { countedCodes, near, randomBlock, randomCodes, reference, same } from './backendContract.js';

useSoftwareVulkan();

type Triple = [number, number, number];

let absent: string | undefined;
beforeAll(async () => {
  const opened = await openWebgpu({ software: true }).catch((error: Error) => error);
  if (opened instanceof Error) absent = opened.message;
  else await opened.dispose();
});

const info = { vendor: '', architecture: '', device: '', description: '' };

describe('what passes for a GPU', () => {
  it.each([
    { ...info, vendor: 'google', architecture: 'swiftshader', description: 'SwiftShader driver 5.0.0' },
    { ...info, vendor: 'mesa', device: 'llvmpipe (LLVM 15.0.6, 256 bits)', description: 'llvmpipe: Mesa 22.3.6' },
    { ...info, device: 'Microsoft Basic Render Driver' },
    { ...info, vendor: 'nvidia', architecture: 'hopper', isFallbackAdapter: true },
  ])('is no software: $vendor $device $description', (adapter) => {
    expect(isSoftware(adapter)).toBe(true);
  });

  it.each([
    {
      ...info,
      vendor: 'nvidia',
      architecture: 'hopper',
      device: 'nvidia-h100-80gb-hbm3',
      description: 'NVIDIA: 550.54',
    },
    {
      ...info,
      vendor: 'amd',
      architecture: 'rdna-3',
      device: 'amd-radeon-rx-7900-xt',
      description: 'radv: Mesa 24.2.8',
    },
    { ...info, vendor: 'intel', architecture: 'gen-12lp', description: 'Intel open-source Mesa driver: Mesa 22.3.6' },
    { ...info, vendor: 'apple', architecture: 'metal-3', device: 'Apple M2', isFallbackAdapter: false },
  ])('is hardware: $vendor $device $description', (adapter) => {
    expect(isSoftware(adapter)).toBe(false);
  });

  it('has a name', () => {
    expect(nameOf({ ...info, device: 'one', description: 'driver 1' })).toBe('one (driver 1)');
    expect(nameOf({ ...info, vendor: 'intel', architecture: 'xe' })).toBe('intel xe');
    expect(nameOf(info)).toMatch(/without a name/);
  });
});

describe('a software device', () => {
  it('is never chosen, and says so', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const { backend, reports } = await selectBackend();
    const report = reports.find(({ name }) => name === 'webgpu');
    if (backend.name !== 'webgpu' && !report?.reason.startsWith('not tried'))
      expect(report?.reason).toMatch(/software/);
    expect(backend.device).not.toMatch(/swiftshader|llvmpipe/i);
    await backend.dispose();
  });

  it('is taken where it is asked for, and called what it is', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const { backend } = await selectBackend({ prefer: 'webgpu' });
    if (/swiftshader|llvmpipe/i.test(backend.device)) expect(backend.device).toMatch(/^software: /);
    await backend.dispose();
  });
});

describe('parts of a product', () => {
  const LARGEST = 1000;
  const CASES = [
    { rows: 7, columns: 9, samples: 30, sampleBytes: 4, resultBytes: 4 },
    { rows: 300, columns: 1, samples: 3, sampleBytes: 4, resultBytes: 4 },
    { rows: 2, columns: 90, samples: 2500, sampleBytes: 1, resultBytes: 400 },
    { rows: 40, columns: 40, samples: 1001, sampleBytes: 4, resultBytes: 4 },
  ];
  it.each(CASES)('cover it once, and fit: $rows x $columns over $samples', (extents) => {
    const { rows, columns, samples, sampleBytes, resultBytes } = extents;
    const seen = new Uint8Array(rows * columns * samples);
    for (const tile of tilesOf(extents, LARGEST)) {
      const [p, q, n] = [tile.rows, tile.columns, tile.samples].map(({ first, end }) => end - first) as Triple;
      expect(Math.max(p, q) * Math.ceil(n / 4) * 4 * sampleBytes).toBeLessThanOrEqual(LARGEST);
      expect(p * q * resultBytes).toBeLessThanOrEqual(LARGEST);
      for (let row = tile.rows.first; row < tile.rows.end; row++)
        for (let column = tile.columns.first; column < tile.columns.end; column++)
          for (let sample = tile.samples.first; sample < tile.samples.end; sample++) {
            const at = (row * columns + column) * samples + sample;
            seen[at] = (seen[at] as number) + 1;
          }
    }
    expect(seen.every((times) => times === 1)).toBe(true);
  });

  it('have no more units than groups of threads go side by side', () => {
    const wide = { rows: 1, columns: 200_000, samples: 4, sampleBytes: 1, resultBytes: 4 };
    const tiles = tilesOf(wide, 2 ** 28);
    expect(Math.max(...tiles.map(({ columns }) => columns.end - columns.first))).toBe(65_535);
  });
});

describe('a device with small arrays', () => {
  let backend: Backend;
  beforeAll(async () => {
    if (absent === undefined) backend = await openWebgpu({ software: true, largestArray: 2048 });
  });
  afterAll(async () => backend?.dispose());

  // Sides, results and, in the last of them, the samples of one unit are larger than an array.
  it.for([
    [23, 5, 64],
    [5, 23, 100],
    [3, 4, 611],
  ] as const)('multiplies %i x %i units over %i samples in parts', async ([p, q, n], test) => {
    if (absent !== undefined) return test.skip(absent);
    const [left, right] = [randomBlock(p, n, 1, 3), randomBlock(q, n, 2, -2)];
    near(await backend.crossProducts(left, right), reference(left, right), 2e-5 * Math.sqrt(n));
    near(await backend.crossProducts(left, left), reference(left, left), 2e-5 * Math.sqrt(n));
    expect(backend.arraysHeld?.()).toBe(0);
  });

  it.for([
    [7, 5, 9, 4, 300],
    [3, 2, 2, 3, 5001],
  ] as const)('counts %i units of %i by %i units of %i over %i samples in parts', async ([p, a, q, b, n], test) => {
    if (absent !== undefined) return test.skip(absent);
    const [left, right] = [randomCodes(p, a, n, 1), randomCodes(q, b, n, 2)];
    const sums = new Int32Array(p * a * q * b).fill(5);
    await backend.addCodeCounts(left, right, sums);
    same(
      sums.map((sum) => sum - 5),
      countedCodes(left, right),
      1,
    );
    expect(backend.arraysHeld?.()).toBe(0);
  });

  it('says what does not fit even so', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const codes = { units: 1, samples: 4, depth: 255, codes: new Uint8Array(4) };
    await expect(backend.addCodeCounts(codes, codes, new Int32Array(255 ** 2))).rejects.toThrow(/260100 bytes/);
  });
});

describe('blocks', () => {
  it('may be in memory that threads share', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const backend = await openWebgpu({ software: true });
    const own = randomBlock(5, 64, 31, 2);
    const values = new Float32Array(new SharedArrayBuffer(4 * own.values.length));
    values.set(own.values);
    near(await backend.crossProducts({ ...own, values }, own), reference(own, own), 2e-5 * 8);
    await backend.dispose();
  });
});

describe('a device that is gone', () => {
  const block = { units: 3, samples: 8, values: new Float32Array(24), centre: new Float32Array(3) };
  const codes = { units: 3, samples: 8, depth: 2, codes: new Uint8Array(24).fill(1) };
  const opened = (): Promise<Backend> => openWebgpu({ software: true });

  it('fails what is on its way and what comes, and changes no sums', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const backend = await opened();
    const sums = new Int32Array(36);
    const work = [backend.crossProducts(block, block), backend.addCodeCounts(codes, codes, sums)];
    const ends = Promise.allSettled(work);
    await backend.dispose();
    for (const end of await ends) {
      expect(end.status).toBe('rejected');
      expect(String((end as PromiseRejectedResult).reason)).toMatch(/The GPU was given back/);
    }
    expect(sums).toEqual(new Int32Array(36));
    await expect(backend.crossProducts(block, block)).rejects.toThrow(/The GPU was given back/);
  });

  it('does not crash a process that ends while it works', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const folder = mkdtempSync(join(tmpdir(), 'unitgraph-vulkan-'));
    const analysis = join(import.meta.dirname, '../../packages/analysis/dist/index.js');
    const program = `
      const { openWebgpu } = await import(${JSON.stringify(pathToFileURL(analysis).href)});
      const backend = await openWebgpu({ software: true });
      const block = { units: 200, samples: 1024, values: new Float32Array(204800), centre: new Float32Array(200) };
      void backend.crossProducts(block, block);
      process.exit(7);`;
    const env = { ...process.env, ...softwareVulkanFor(folder) };
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env });
    rmSync(folder, { recursive: true });
    expect(`${status} ${stderr}`).toBe('7 ');
  });

  it('is replaced by the next backend, with a notice, and the work is done', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const { backend } = await selectBackend({ prefer: 'webgpu' });
    const notices: string[] = [];
    backend.onReplaced?.((notice) => notices.push(notice));
    // Closed behind its back, as a driver that takes the device away would.
    await backend.dispose();
    const full = randomBlock(3, 8, 1, 0);
    near(await backend.crossProducts(full, full), reference(full, full), 1e-5);
    expect(backend.name).not.toBe('webgpu');
    expect(notices).toEqual([expect.stringMatching(/webgpu failed in use .*The GPU was given back.*took its place/)]);
    await backend.dispose();
  });

  it('can be opened again, beside others', async (test) => {
    if (absent !== undefined) return test.skip(absent);
    const [first, second] = [await opened(), await opened()];
    await first.dispose();
    expect(await second.crossProducts(block, block)).toEqual(new Float32Array(9));
    await second.dispose();
  });
});
