import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { quietEnvironment } from './environment.mjs';
import { say } from './say.mjs';

/** The folder that holds package.json. */
export const root = join(import.meta.dirname, '..');

/**
 * Runs a command in the root folder and gives its exit code.
 * @param options `quiet`: keep its output, and show it only when the command fails; say now and then that it goes on
 */
export function run(command, parameters, { quiet = false, environment = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: { ...quietEnvironment, ...environment },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const output = [];
    const alive = quiet ? setInterval(() => say('... still at it'), 20_000) : undefined;
    child.stdout?.on('data', (bytes) => output.push(bytes));
    child.stderr?.on('data', (bytes) => output.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(alive);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/** Runs a command in the root folder beside others: nothing is shown, its exit code and all that it said are given. */
export function runAndKeep(command, parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: root, env: quietEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output) }));
  });
}
