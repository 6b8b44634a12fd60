import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROGRAM, type Running, run, start } from '../support/commandLine.js';
import { freePort } from '../support/runningServer.js';

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;
if (!hasScript) console.log('What a terminal shows is not tested: there is no `script` of util-linux.');

let home: string;
let port: number;
let server: Running;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'unitgraph-serve-'));
  port = await freePort();
  server = start(['serve', '--port', String(port), '--home', home, '--json', '--backend', 'wasm'], {
    environment: { UNITGRAPH_DASHBOARD: 'off' },
  });
  const answers = async (): Promise<void> =>
    expect((await run(['status'], { server: `127.0.0.1:${port}` })).code).toBe(0);
  await vi.waitFor(answers, { timeout: 60_000, interval: 200 });
});
afterAll(async () => {
  server.process.kill('SIGINT');
  const { code, stdout } = await server.ended;
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  const [ready = '', ...rest] = stdout.trim().split('\n');
  expect(JSON.parse(ready)).toEqual({
    address: `http://127.0.0.1:${port}`,
    graphql: `http://127.0.0.1:${port}/graphql`,
  });
  expect([code, rest]).toEqual([0, ['Stopping …']]);
});

describe('serve', () => {
  it('serves as its options say', async () => {
    const { stdout } = await run(['status', '--json'], { server: `127.0.0.1:${port}` });
    expect(JSON.parse(stdout).engine).toMatchObject({ backend: 'wasm', dataFolder: home });
  });

  it('refuses a port and a folder that are taken', async () => {
    const other = mkdtempSync(join(tmpdir(), 'unitgraph-serve-'));
    const taken = await run(['serve', '--port', String(port), '--home', other]);
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringMatching(/Port \d+ on 127\.0\.0\.1 is in use/) });
    const folder = await run(['serve', '--port', '0', '--home', home]);
    expect(folder).toMatchObject({ code: 1, stderr: expect.stringMatching(/data folder .* is in use/) });
    rmSync(other, { recursive: true });
  });
});

describe.skipIf(!hasScript)('on a terminal', () => {
  const onTerminal = (args: string, answer: string) =>
    new Promise<string>((resolve) => {
      const command = `"${process.execPath}" "${PROGRAM}" ${args} --server 127.0.0.1:${port}; echo "code $?"`;
      const child = spawn('script', ['-qec', `stty cols 70; ${command}`, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let shown = '';
      let answered = false;
      child.stdout.on('data', (bytes) => {
        shown += String(bytes);
        // Once, when it has asked.
        if (answer === '' || answered || !shown.includes('[y/N]')) return;
        answered = true;
        child.stdin.write(answer);
      });
      child.once('close', () => resolve(shown));
    });

  it('a bar moves in one line, and is gone at the end', async () => {
    const shown = (await onTerminal('export alexnet-1/conv3 alexnet-2/conv3 --by mutual-information', '')).replaceAll(
      '\x1b[K',
      '<clear>',
    );
    const drawn = shown.split(/\r(?!\n)/).filter((line) => line.startsWith('['));
    expect(drawn.length).toBeGreaterThan(0);
    // Return, the bar, and no more than fits beside the last column; then cleared to the end of the line.
    for (const line of drawn) {
      expect(line).toMatch(/^\[=* *\] +\d+ % {2}.*<clear>/);
      expect(line.split('<clear>')[0]?.length).toBeLessThan(70);
    }
    expect(shown).toMatch(/\r<clear>rank,left,right,value,mutual\r\n[\s\S]*\r\ncode 0/);
  });

  it('remove asks, and only yes removes', async () => {
    expect(await onTerminal('remove alexnet-4', '\r')).toMatch(
      /Remove the network alexnet-4\? \[y\/N\][\s\S]*Nothing was removed\.\r\ncode 0/,
    );
    expect(await onTerminal('remove alexnet-4', '\x03')).toMatch(/Stopped\.[\s\S]*code 130/);
    expect(await onTerminal('remove alexnet-4', 'y\r')).toMatch(/Removed the network alexnet-4\.\r\ncode 0/);
  });

  it('does not get a binary file', async () => {
    expect(await onTerminal('export alexnet-1/fc8', '')).toMatch(/nothing for a terminal[\s\S]*code 2/);
  });
});
