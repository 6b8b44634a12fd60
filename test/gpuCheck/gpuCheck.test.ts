import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_BYTES, pack } from '../../scripts/gpuCheck/pack.mjs';
import { peakOf } from '../../scripts/gpuCheck/peaks.mjs';
import { softwareVulkanFor } from '../support/softwareVulkan.js';

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the folder that checks GPUs', () => {
  const home = mkdtempSync(join(tmpdir(), 'unitgraph-gpu-'));
  const folder = join(home, 'moved', 'gpu check');
  let bytes = 0;
  beforeAll(async () => {
    bytes = await pack(folder);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('is small, and knows nothing of where it was made', () => {
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    expect(bytes).toBeGreaterThan(20_000_000);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const root = join(import.meta.dirname, '../..');
    for (const { parentPath, name } of files) {
      if (!/\.(m?js|sh|py|md)$/.test(name)) continue;
      expect(readFileSync(join(parentPath, name), 'utf8').includes(root), `${parentPath}/${name}`).toBe(false);
    }
  });

  it('runs the contract and the benchmark where nothing else is, and leaves only results', () => {
    const [vulkan, temporary] = [join(home, 'vulkan'), join(home, 'temporary')];
    for (const made of [vulkan, temporary]) mkdirSync(made);
    const software = softwareVulkanFor(vulkan);
    const ran = spawnSync('./run.sh', ['--quick'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '/bin:/usr/bin', TMPDIR: temporary, ...software },
    });
    expect(`${ran.status} ${ran.stderr}`).toBe('0 ');
    expect(ran.stdout).toMatch(/onnxruntime on .*: \d+ passed, 0 failed/);
    expect(readdirSync(temporary)).toEqual([]);

    const { backends, rates, torch } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
    const webgpu = backends.find(({ name }: { name: string }) => name === 'webgpu');
    if (software === undefined && webgpu.absent !== null) expect(webgpu.absent.length).toBeGreaterThan(10);
    else {
      expect(webgpu).toMatchObject({ absent: null, failed: 0 });
      expect(webgpu.passed).toBeGreaterThan(15);
      const what = rates
        .filter((rate: { backend: string }) => rate.backend === 'webgpu')
        .map(({ what }: { what: string }) => what);
      expect(what.length).toBe(3);
      // What is no GPU is called so, wherever its rates stand.
      const called = webgpu.device.startsWith('software: ');
      for (const rate of rates) if (rate.backend === 'webgpu') expect(rate.software).toBe(called);
    }
    for (const rate of rates) expect(rate.gflops ?? rate.gigameetings).toBeGreaterThan(0);
    expect(torch.device === null).toBe(torch.absent !== null);
  });

  it('finds what a backend does wrong', async () => {
    const { checkContract } = await import(/* @vite-ignore */ join(folder, 'engine/scripts/gpuCheck/contract.mjs'));
    const wrong = {
      device: 'one that gives zeros',
      crossProducts: async (left: { units: number }, right: { units: number }) =>
        new Float32Array(left.units * right.units),
      addCodeCounts: async () => {},
    };
    const report = await checkContract('wrong', async () => wrong);
    expect(report.failed).toBeGreaterThan(10);
    expect(report.cases.find(({ result }: { result: string }) => result === 'failed').why).toMatch(/entry \d+ is/);
    const absent = await checkContract('absent', async () => {
      throw new Error('no driver\nand more');
    });
    expect(absent).toMatchObject({ absent: 'no driver', passed: 0, failed: 0 });
    expect(existsSync(join(folder, 'engine/test'))).toBe(false);
  });
});

describe('the peak of a GPU', () => {
  it.each([
    ['NVIDIA H100 80GB HBM3', 67_000],
    ['nvidia-h100-pcie (NVIDIA: 550.54)', 51_000],
    ['NVIDIA A100-SXM4-80GB', 19_500],
    ['NVIDIA L40S', 91_600],
    ['NVIDIA L4', 30_300],
    ['Tesla T4', 8_100],
  ])('of %s is known', (device, gflops) => {
    expect(peakOf(device)).toMatchObject({ gflops });
  });

  it('is said where it is not, and taken from who knows it', () => {
    expect(peakOf('a new GPU').absent).toMatch(/--peak/);
    expect(peakOf('a new GPU', '12.5')).toMatchObject({ gflops: 12_500 });
    expect(peakOf('a new GPU', 'many').absent).toMatch(/no number/);
  });
});
