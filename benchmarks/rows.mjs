import { appendFileSync } from 'node:fs';

/**
 * Tells one result of a benchmark: printed as a line, and kept for the one table of `npm run bench` where that asks for it.
 * @param row `benchmark` and `name` say what was measured; `ours` is a number in `unit`. `against` names the alternative that did the
 *   same work in the same run, `theirs` is its number, `ratio` above 1 is in our favour; where it could not run, `absent` says why.
 */
export function tellRow(row) {
  const { name, ours, unit, against, theirs, ratio, absent, note } = row;
  const parts = [`${name}: ${numberOf(ours)} ${unit}`];
  if (theirs !== undefined) parts.push(`${against}: ${numberOf(theirs)} ${unit}`, `ratio ${ratio.toPrecision(3)}`);
  if (absent !== undefined) parts.push(`${against} is absent: ${absent}`);
  if (note !== undefined) parts.push(note);
  console.log(`  ${parts.join(' · ')}`);
  keep(row);
}

/** Tells that a benchmark cannot run on this machine at all, and why. */
export function tellSkipped(benchmark, skipped) {
  console.log(`  ${benchmark} cannot run here: ${skipped}`);
  keep({ benchmark, skipped });
}

/** As many digits as a time is good for. */
export function numberOf(number) {
  return Number(number.toPrecision(4)).toString();
}

function keep(line) {
  const file = process.env.UNITGRAPH_BENCHMARK_ROWS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
