import { numberOf } from '../../benchmarks/rows.mjs';

const HEAD = ['benchmark', 'what', 'ours', 'against', 'theirs', 'ratio', 'remark'];
/** Columns of numbers. */
const RIGHT = new Set([2, 4, 5]);

/** A run as Markdown that also reads well as it is: one table of all rows, what is absent, and what it was measured on. */
export function reportOf({ rows, skipped, failed, left, machine, load, versions, seconds, date, quick }) {
  const absent = rows.filter((row) => row.absent !== undefined);
  const lines = [
    ...(rows.length === 0 ? [] : ['', ...tableOf(rows), '', 'Ratios above 1 are in our favour.']),
    ...absent.map(({ benchmark, name, against, absent }) => `Absent: ${against} (${benchmark}, ${name}): ${absent}`),
    ...skipped.map(({ benchmark, skipped }) => `Could not run here: ${benchmark}: ${skipped}`),
    ...failed.map((name) => `Failed: ${name}; its own words stand above.`),
    ...(left.length === 0 ? [] : [`Not run: ${left.join(', ')}. One of them: npm run bench -- ${left[0]}`]),
    '',
    `${date}, ${seconds.toFixed(0)} s${quick ? ', quick (sizes are smaller: ratios are not those of the full run)' : ''}`,
    `${machine.cores} x ${machine.model}, ${machine.memory} GiB, ${machine.platform}; load ${load.toFixed(1)} at the beginning`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ];
  if (load > machine.cores / 2) lines.push('The machine was busy: these figures do not count.');
  return lines.join('\n');
}

function tableOf(rows) {
  const cells = rows.map(({ benchmark, name, ours, unit, against, theirs, ratio, absent, note }) => [
    ...[benchmark, name, `${numberOf(ours)} ${unit}`, against ?? ''],
    ...[theirs === undefined ? '' : `${numberOf(theirs)} ${unit}`, ratio === undefined ? '' : ratio.toPrecision(3)],
    absent === undefined ? (note ?? '') : 'absent, see below',
  ]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...cells].map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (RIGHT.has(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const rule = widths.map((width, column) => (RIGHT.has(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(HEAD), line(rule), ...cells.map((row) => line(row.map((cell) => cell.replaceAll('|', '/'))))];
}
