import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const ANALYSIS = join(import.meta.dirname, '../../packages/analysis');

it('starts no telemetry with onnxruntime', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'unitgraph-quiet-'));
  const program = `
    const { openBackend } = await import(${JSON.stringify(pathToFileURL(join(ANALYSIS, 'dist/index.js')).href)});
    const backend = await openBackend('onnxruntime');
    await backend.dispose();`;
  // As outside of any continuous integration, where it keeps still by itself.
  const { CI, ORT_DISABLE_TELEMETRY, ...environment } = process.env;
  const env = { ...environment, TMPDIR: temporary };
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env });
  // It would have left its identity and its log there.
  expect({ status, stderr: String(stderr), left: readdirSync(temporary) }).toEqual({ status: 0, stderr: '', left: [] });
  rmSync(temporary, { recursive: true });
});

it('loads onnxruntime in one place, which turns that off', () => {
  const sources = readdirSync(join(ANALYSIS, 'src'), { recursive: true, encoding: 'utf8' });
  const loading = sources.filter(
    (path) =>
      path.endsWith('.ts') &&
      /await import\('onnxruntime-node'\)|return import\('onnxruntime-node'\)/.test(
        readFileSync(join(ANALYSIS, 'src', path), 'utf8'),
      ),
  );
  expect(loading).toEqual(['loadOnnxruntime.ts']);
});
