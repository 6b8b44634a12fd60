import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';

const FILE = join(import.meta.dirname, '../../README.md');
/** `UPDATE_README=1` writes the answers into the file in place of comparing them. */
const UPDATE = process.env.UPDATE_README === '1';

const text = readFileSync(FILE, 'utf8');
const pairs = [...text.matchAll(/```graphql\n([\s\S]*?)```\n(?:\n```json\n([\s\S]*?)```\n)?/g)].map(
  ([, query = '', answer]) => ({
    query,
    answer,
  }),
);

describe('the queries of the README', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('are five', () => {
    expect(pairs.length).toBe(5);
  });

  it.each(pairs)('give the answer that stands below them: $query', async ({ query, answer }) => {
    const data = await server.query(query, {}, { prefer: 'wait=60' });
    if (UPDATE) {
      const current = readFileSync(FILE, 'utf8');
      const block = `\`\`\`graphql\n${query}\`\`\`\n`;
      const rest = current.slice(current.indexOf(block) + block.length).replace(/^\n```json\n[\s\S]*?```\n/, '');
      writeFileSync(
        FILE,
        `${current.slice(0, current.indexOf(block) + block.length)}\n\`\`\`json\n${compact(data)}\n\`\`\`\n${rest}`,
      );
    } else {
      expect(answer, 'run with UPDATE_README=1 to write the answer').toBeDefined();
      expectAlike(data, JSON.parse(answer as string));
    }
  });
});

/** Numbers may differ in the sixth digit: machines sum in different orders. */
function expectAlike(found: unknown, wanted: unknown): void {
  if (typeof wanted === 'number')
    expect(Math.abs((found as number) - wanted)).toBeLessThan(2e-6 * Math.max(1, Math.abs(wanted)));
  else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(found as object)).toEqual(Object.keys(wanted));
    for (const [name, part] of Object.entries(wanted)) expectAlike((found as Record<string, unknown>)[name], part);
  } else expect(found).toEqual(wanted);
}

/** JSON with six digits, and on one line what fits there. */
function compact(value: unknown, indent = ''): string {
  const rounded = JSON.stringify(value, (_name, part) =>
    typeof part === 'number' ? Number(part.toPrecision(7)) : part,
  );
  const spaced = rounded
    .replace(/":/g, '": ')
    .replace(/,"/g, ', "')
    .replace(/\{"/g, '{ "')
    .replace(/([^{])\}/g, '$1 }')
    .replaceAll('},{', '}, {');
  if (spaced.length + indent.length <= 110 || typeof value !== 'object' || value === null) return spaced;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((part) => inner + compact(part, inner)).join(',\n')}\n${indent}]`;
  return `{\n${Object.entries(value)
    .map(([name, part]) => `${inner}"${name}": ${compact(part, inner)}`)
    .join(',\n')}\n${indent}}`;
}
