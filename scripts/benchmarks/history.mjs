import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../run.mjs';

/** One line of JSON a run, the oldest first. */
export const HISTORY = join(root, 'benchmarks/history/runs.jsonl');

/** Adds a run to the history: without remarks, and with as many digits as a time is good for. */
export function keepRun(run, file = HISTORY) {
  const { rows, skipped, failed, left, ...facts } = run;
  const kept = rows.map(({ note: _, ...row }) => mapNumbers(row));
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ ...mapNumbers(facts), failed, rows: kept })}\n`);
}

function mapNumbers(object) {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
}
