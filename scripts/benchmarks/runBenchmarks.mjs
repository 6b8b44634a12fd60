import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * Runs benchmarks one after another, each in a process of its own, and gathers the rows that they tell.
 * @param options `options` are handed on to each; `quiet`: what they print goes to the error output
 * @returns rows, `skipped` with reasons, names of those that `failed` (the others run all the same), and seconds
 */
export async function runBenchmarks(names, { options = [], quiet = false, environment = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'unitgraph-rows-'));
  const file = join(folder, 'rows.jsonl');
  const failed = [];
  const start = performance.now();
  try {
    for (const name of names) {
      (quiet ? console.error : console.log)(`${name} ...`);
      const code = await runOne(name, options, quiet, { ...environment, UNITGRAPH_BENCHMARK_ROWS: file });
      if (code !== 0) failed.push(name);
    }
    const told = existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
    return {
      rows: told.filter(({ skipped }) => skipped === undefined),
      skipped: told.filter(({ skipped }) => skipped !== undefined),
      failed,
      seconds: (performance.now() - start) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOne(name, options, quiet, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'benchmarks', `${name}.mjs`), ...options], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', quiet ? process.stderr : 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
