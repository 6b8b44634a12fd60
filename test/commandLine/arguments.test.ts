import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAM, run } from '../support/commandLine.js';

const COMMANDS = ['serve', 'import', 'record', 'query', 'export', 'status', 'remove'];

describe('help', () => {
  it('names all commands and exit codes', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toMatch(/Examples:[\s\S]*Exit codes:[\s\S]*130 {2}stopped by Ctrl-C/);
  });

  it.each(COMMANDS)('of %s has examples, whose options are all explained', async (command) => {
    const { code, stdout } = await run([command, '--help']);
    expect(code).toBe(0);
    const [explained = '', shown = ''] = stdout.split('Examples:\n');
    const examples = shown.split('\n').filter((line) => line.startsWith('  unitgraph '));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example).toMatch(new RegExp(`^  unitgraph ${command}\\b`));
      for (const [option] of example.split('|')[0]?.matchAll(/(?<= )--?[a-z-]+(?= |$)/g) ?? [])
        if (option !== '-') expect(explained).toMatch(new RegExp(`${option}\\b`));
    }
  });

  it('stands in place of a command that is missing, as a mistake', async () => {
    const { code, stdout, stderr } = await run([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: unitgraph/);
  });

  it('is not read anew for the version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });
});

describe('what makes no sense', () => {
  it.each<[string[], RegExp]>([
    [['statsu'], /unknown command 'statsu'\n\(Did you mean status\?\)/],
    [['status', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['record'], /missing required argument 'network'/],
    [['record', 'a', 'b'], /too many arguments/],
    [['record', 'a', '--reduction', 'sampled'], /Give all-positions, mean, max, or sampled/],
    [['record', 'a', '--wait', '-1'], /Give a number of seconds/],
    [['import', 'a', '--preset', 'imagnet'], /Give one of imagenet, clip, inception, caffe/],
    [['import', 'a', '--mean', '1,,2'], /Give numbers with commas/],
    [['import', 'a', '--resize', '10x'], /Give the shorter side/],
    [['import', 'a', '--layer', 't,axis=x'], /axis is a whole number/],
    [['serve', '--port', '70000'], /Give a whole number from 0 to 65535/],
    [['serve', '--backend', 'cuda'], /Give one of tensorflow, webgpu, onnxruntime, wasm/],
    [['export', 'a/b', '--matrix'], /--matrix needs two layers/],
    [['export', 'a/b', 'c/d', '--format', 'npy'], /Matches cannot be written as npy/],
    [['export', 'a/b', '--format', 'csv'], /A recording cannot be written as csv/],
    [['export', 'a/b', '--by', 'cosine'], /Give one of pearson, spearman, mutual-information/],
    [['query', '{a}', '--variables', '{"a"'], /--variables: the text is no JSON/],
    [['query', '{a}', '--variables', '[1]'], /--variables: this is no object/],
    [['status', '--server', 'ftp://x'], /"ftp:\/\/x" is no address of a server/],
  ])('is code 2: %j', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('is one line of JSON where that was asked for', async () => {
    const { code, stderr } = await run(['status', '--json', '--jsn']);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toEqual({
      error: { message: expect.stringContaining('--jsn'), remedy: expect.stringContaining('--help'), exitCode: 2 },
    });
  });
});

describe('without a server', () => {
  it.each([
    [['status']],
    [['record', 'alexnet-1']],
    [['query', '{ networks { totalCount } }']],
    [['export', 'alexnet-1/conv1']],
    [['remove', 'alexnet-1', '--yes']],
    [['import', 'examples/digits/networks/alexnet-1.onnx']],
  ])('says so, and how to start one: %j', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/No server answers at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)\.\nStart one by `npm start`/);
    expect(stderr.trim().split('\n').length).toBe(2);
  });

  it('tells a server that is another one', async () => {
    const other = createServer((_request, response) => response.writeHead(200).end('<html>Hello</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { code, stderr } = await run(['status'], { server: `127.0.0.1:${(other.address() as AddressInfo).port}` });
    other.close();
    expect(code).toBe(3);
    expect(stderr).toMatch(/answers, but not as a Unitgraph server does \(status 200\)/);
  });
});

describe('the program', () => {
  it('is linked where npx finds it', () => {
    expect(existsSync(join(import.meta.dirname, '../../node_modules/.bin/unitgraph'))).toBe(true);
  });

  it('says how to build where that was not done', () => {
    const folder = mkdtempSync(join(tmpdir(), 'unitgraph-unbuilt-'));
    mkdirSync(join(folder, 'apps/server/bin'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    cpSync(PROGRAM, join(folder, 'apps/server/bin/unitgraph.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'apps/server/bin/unitgraph.mjs'), '--help'], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/was not built yet\.\nRun `npm start` once in .*unitgraph-unbuilt-/);
  });
});
