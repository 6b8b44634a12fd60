import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compare } from '../../scripts/verification/compare.mjs';
import { verifyFolder } from '../../scripts/verification/verifyFolder.mjs';

const GOLDEN = join(import.meta.dirname, '../golden');
const FOLDERS = readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** What it prints, and what it answers. */
async function verified(folder: string, backend?: string): Promise<{ agrees: boolean; lines: string[] }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  const agrees = await verifyFolder(folder, backend);
  log.mockRestore();
  return { agrees, lines };
}

describe.each(FOLDERS.map(({ name }) => name))('the golden folder %s', (name) => {
  it.each(['onnxruntime', 'wasm'])('agrees in every key on %s', async (backend) => {
    const { agrees, lines } = await verified(join(GOLDEN, name), backend);
    expect(lines.filter((line) => line.startsWith('WRONG'))).toEqual([]);
    expect(agrees).toBe(true);
  });
});

describe('verification', () => {
  it('fails for a wrong number, a wrong length and a key that it does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unitgraph-verify-'));
    made.push(folder);
    cpSync(join(GOLDEN, 'more-left'), folder, { recursive: true });
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const few = {
      cka_linear: expected.cka_linear * 1.0001,
      cca_mean: expected.cca_mean,
      left_std: [1],
      colour: 'blue',
    };
    writeFileSync(join(folder, 'expected.json'), JSON.stringify(few));
    const { agrees, lines } = await verified(folder);
    expect(agrees).toBe(false);
    expect(lines.filter((line) => line.startsWith('WRONG')).map((line) => line.split(/\s+/)[1])).toEqual([
      'cka_linear',
      'left_std',
      'colour',
    ]);
    expect(lines.at(-1)).toBe('3 of 4 do not agree.');
  });

  it('compares numbers by relative error, and null, NaN and nothing as the same', () => {
    expect(compare(1.00002, 1).agrees).toBe(false);
    expect(compare(1.000001, 1).agrees).toBe(true);
    expect(compare([1, Number.NaN], [1, null]).agrees).toBe(true);
    expect(compare([1, 0], [1, null]).agrees).toBe(false);
    expect(compare({ a: [1, 2] }, { a: [1, 3] }).note).toBe('worst of 2, at .a[1]');
    expect(compare(undefined, 1).agrees).toBe(false);
    expect(compare(1e-16, 3e-30).agrees).toBe(true);
    expect(compare(5.00005, 5, { absolute: true, tolerance: 1e-4 }).agrees).toBe(true);
  });
});
