import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MINUTES = 5;

/** The same products by PyTorch on the same machine's GPU: its device and rates, or why they are absent. */
export async function measureTorch({ products, runs }) {
  const python = process.env.UNITGRAPH_TORCH_PYTHON || 'python3';
  const ask = JSON.stringify({ products, runs });
  try {
    const parameters = [join(import.meta.dirname, 'cudaProducts.py'), ask];
    const options = { timeout: MINUTES * 60_000, maxBuffer: 2 ** 24 };
    const { stdout } = await promisify(execFile)(python, parameters, options);
    const { device, version, absent, rates = [] } = JSON.parse(stdout);
    if (absent !== undefined) return { absent, rates: [] };
    return {
      device,
      rates: rates.map((rate) => ({ backend: `PyTorch ${version}`, device, software: false, ...rate })),
    };
  } catch (error) {
    const absent =
      error.code === 'ENOENT'
        ? `there is no ${python}`
        : String(error.stderr || error.message)
            .trim()
            .split('\n')
            .at(-1);
    return { absent, rates: [] };
  }
}
