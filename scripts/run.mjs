import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { quietEnvironment } from './environment.mjs';

/** The folder that holds package.json. */
export const root = join(import.meta.dirname, '..');

/**
 * Runs a command in the root folder and gives its exit code.
 * @param options `quiet`: keep its output, and show it only when the command fails
 */
export function run(command, parameters, { quiet = false, environment = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: { ...quietEnvironment, ...environment },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const output = [];
    child.stdout?.on('data', (bytes) => output.push(bytes));
    child.stderr?.on('data', (bytes) => output.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}
