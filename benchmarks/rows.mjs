import { appendFileSync } from 'node:fs';

/**
 * Tells one result of a benchmark: printed as a line, and kept for the one table of `npm run bench` where that asks for it.
 * @param row `benchmark` and `name` say what was measured; `ours` is a number in `unit`. `against` names the alternative that did the
 *   same work in the same run, `theirs` is its number, `ratio` above 1 is in our favour; where it could not run, `absent` says why.
 */
export function tellRow(row) {
  const { name, ours, unit, against, theirs, ratio, absent, note } = row;
  const parts = [`${name}: ${shown(ours)} ${unit}`];
  if (theirs !== undefined) parts.push(`${against}: ${shown(theirs)} ${unit}`, `ratio ${ratio.toFixed(2)}`);
  if (absent !== undefined) parts.push(`${against} is absent: ${absent}`);
  if (note !== undefined) parts.push(note);
  console.log(`  ${parts.join(' · ')}`);
  const file = process.env.UNITGRAPH_BENCHMARK_ROWS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

function shown(number) {
  return Number(number.toPrecision(4)).toString();
}
