import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../scripts/report/asker.mjs';
import { reportText } from '../../scripts/report/text.mjs';
import { type RunningServer, startServer } from '../support/runningServer.js';

const FOLDER = join(import.meta.dirname, '../../docs/report');
const NUMBER = /−?\d*\.?\d+(?:e−?\d+)?/g;

const numbersIn = (text: string): number[] =>
  [...text.matchAll(NUMBER)].map(([found]) => Number(found.replaceAll('−', '-')));

describe('the report', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  // Everything in it is computed anew.
  it('says what the API answers today', { timeout: 900_000 }, async () => {
    const committed = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    const today = await reportText(askerOf(server.address));
    const wordsOf = (text: string): string => text.replace(NUMBER, '#');
    expect(wordsOf(today), 'run `npm run report`').toBe(wordsOf(committed));
    const [found, wanted] = [numbersIn(today), numbersIn(committed)];
    // The last digit that is shown may turn over on another machine, where sums are rounded in another order.
    found.forEach((number, place) => {
      const isShare = Math.abs(wanted[place] as number) > 1;
      expect(Math.abs(number - (wanted[place] as number))).toBeLessThanOrEqual(isShare ? 1.01 : 0.0011);
    });
  });

  it('shows figures that are there', () => {
    const pictures = [...readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)];
    expect(pictures.length).toBeGreaterThan(3);
    for (const [, file] of pictures) expect(existsSync(join(FOLDER, file as string)), file).toBe(true);
  });
});
