import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, openBackend } from '../../packages/analysis/dist/backends/candidates.js';
import { checkContract } from './contract.mjs';
import { peakOf } from './peaks.mjs';
import { measureCounts, measureKept, measurePass } from './rates.mjs';
import { FULL, PROCESSOR, QUICK, SOFTWARE } from './sizes.mjs';
import { printContract, printRates } from './table.mjs';
import { measureTorch } from './torch.mjs';

// Runs the contract of all backends on this machine, then measures those that passed; prints both and writes results.json.
const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: '.' },
    results: { type: 'string' },
    quick: { type: 'boolean', default: false },
    peak: { type: 'string' },
  },
});

const backends = [];
const rates = [];
for (const name of BACKENDS) {
  const checked = await checkContract(name, () => openBackend(name));
  const { backend, ...report } = checked;
  backends.push(report);
  printContract(report);
  if (backend === undefined) continue;
  // WebAssembly on one thread is for machines where nothing else runs.
  if (report.failed === 0 && name !== 'wasm') rates.push(...(await ratesOf(backend)));
  await backend.dispose();
}

const gpu = rates.find(({ backend, software }) => !software && backend === 'webgpu')?.device;
const torch = await measureTorch(options.quick ? QUICK : FULL);
rates.push(...torch.rates);
const device = torch.device ?? gpu;
const peak = device === undefined ? { absent: 'no GPU was measured' } : peakOf(device, options.peak);
printRates(rates, { torch, peak });

const results = {
  made: new Date().toISOString(),
  quick: options.quick,
  machine: {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `Linux ${release()} ${arch()}`,
    node: process.version,
    nvidia: nvidia(),
  },
  ...{ backends, rates, torch: { device: torch.device ?? null, absent: torch.absent ?? null }, peak },
};
const file = resolve(options.results ?? join(options.folder, 'results.json'));
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\nAll of it, with the seconds of every case, is in ${file}`);
process.exit(backends.some(({ failed }) => failed > 0) ? 1 : 0);

async function ratesOf(backend) {
  const software = backend.device.startsWith('software');
  const full = backend.name === 'webgpu' || backend.device.includes('CUDA') ? FULL : PROCESSOR;
  const sizes = software ? SOFTWARE : options.quick ? QUICK : full;
  const from = { backend: backend.name, device: backend.device, software };
  const found = [];
  const { runs } = sizes;
  for (const size of sizes.products) {
    found.push({ ...from, ...(await measurePass(backend, { ...size, runs })) });
    if (backend.name === 'webgpu') found.push({ ...from, ...(await measureKept({ ...size, runs })) });
  }
  for (const size of sizes.counts) found.push({ ...from, ...(await measureCounts(backend, { ...size, runs })) });
  return found;
}

/** What the driver says of itself and its GPUs; null where there is none. */
function nvidia() {
  try {
    const query = ['--query-gpu=name,driver_version,memory.total,clocks.max.sm', '--format=csv,noheader'];
    return execFileSync('nvidia-smi', query, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
