import './environment.mjs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chosenBenchmarks } from './benchmarks/catalogue.mjs';
import { keepRun } from './benchmarks/history.mjs';
import { machineFacts, versionsHere } from './benchmarks/machine.mjs';
import { runBenchmarks } from './benchmarks/runBenchmarks.mjs';
import { reportOf } from './benchmarks/table.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { giveUp } from './say.mjs';

// Runs the benchmarks named as parameters, or those that take seconds to minutes, and prints one table of all their rows.
// `--quick`: smaller sizes. `--json`: the table as JSON, alone on the output. `--keep`: adds the run to the history. Other options
// are the benchmarks' own.
const { values, positionals, tokens } = parseArgs({ allowPositionals: true, strict: false, tokens: true });
const { chosen, unknown, left } = chosenBenchmarks(positionals, values.quick === true);
if (unknown.length > 0) giveUp(`There is no benchmark ${unknown.join(', ')}.`, `There are ${left.join(', ')}.`);
await install();
await build();
const OURS = ['json', 'keep'];
const options = tokens
  .filter(({ kind, name }) => kind === 'option' && !OURS.includes(name))
  .map(({ rawName, value }) => (value === undefined ? rawName : `${rawName}=${value}`));
const [load] = loadavg();
const ran = await runBenchmarks(chosen, { options, quiet: values.json === true });
const run = {
  ...{ date: new Date().toISOString(), quick: values.quick === true, machine: machineFacts(), load },
  ...{ versions: versionsHere(), ...ran, left },
};
if (values.json) process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
else console.log(reportOf(run));
if (values.keep) keepRun(run);
if (run.failed.length > 0) process.exitCode = 1;
