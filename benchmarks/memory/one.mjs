/**
 * Does one computation in a process of its own, which needs --expose-gc: one.mjs HOME UNITS SAMPLES INDEX. Prints JSON: bytes that it says it
 * takes at most, and those that the process had more at its peak than before.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { inputsOf, memoryOf } from '@unitgraph/analysis';
import { casesFrom, openHome, SMALL } from './home.mjs';

const [home, ...numbers] = process.argv.slice(2);
const [units, samples, index] = numbers.map(Number);
const { engine } = await openHome(home);

const small = casesFrom(SMALL)[index];
for (const input of inputsOf(small)) await engine.derive(input);
await engine.derive(small);

const wanted = casesFrom({ units, samples })[index];
globalThis.gc();
await rest(100);
// From now on the peak is counted anew.
writeFileSync('/proc/self/clear_refs', '5');
const before = residentBytes('VmRSS');
await engine.derive(wanted);
console.log(JSON.stringify({ said: memoryOf(wanted), took: residentBytes('VmHWM') - before }));
await engine.dispose();
process.exit(0);

function residentBytes(name) {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return 1024 * Number(kilobytes);
}
