import { BACKENDS } from '@unitgraph/analysis';
import { giveUp } from '../say.mjs';
import { CHECKS } from './checks/index.mjs';
import { compare } from './compare.mjs';
import { openInputs } from './inputs.mjs';

/**
 * Computes every measure that the folder's expected.json names and prints it beside what is expected.
 * @returns whether all agree; a key that no check knows counts as one that does not
 */
export async function verifyFolder(folder, backendName) {
  if (backendName !== undefined && !BACKENDS.includes(backendName)) {
    giveUp(`There is no backend ${backendName}.`, `Name one of ${BACKENDS.join(', ')}.`);
  }
  let inputs;
  try {
    inputs = await openInputs(folder, backendName);
  } catch (error) {
    giveUp(error.message, error.remedy ?? 'See test/golden/README.md for the form of a folder.');
  }
  const { left, right, backend, expected } = inputs;
  console.log(`${folder}: ${left.samples} samples, ${left.units} and ${right.units} units, on ${backend.name}`);
  console.log(line('', 'measure', 'value', 'expected', 'relative error'));
  let wrong = 0;
  for (const [key, wanted] of Object.entries(expected)) {
    const outcome = await outcomeOf(key, wanted, inputs);
    if (!outcome.agrees) wrong++;
    const where = outcome.note === undefined ? '' : `  ${outcome.note}`;
    console.log(line(outcome.agrees ? 'ok' : 'WRONG', key, outcome.value, outcome.expected, outcome.error) + where);
  }
  await inputs.dispose();
  const count = Object.keys(expected).length;
  console.log(wrong === 0 ? `All ${count} agree.` : `${wrong} of ${count} do not agree.`);
  return wrong === 0;
}

async function outcomeOf(key, wanted, inputs) {
  const check = CHECKS.find((candidate) => matches(candidate.key, key));
  if (check === undefined) return { agrees: false, note: 'no check knows this key' };
  try {
    const parameters = check.key instanceof RegExp ? check.key.exec(key).slice(1) : [];
    const answer = await check.run(inputs, wanted, ...parameters);
    const [found, target] = 'found' in Object(answer) ? [answer.found, answer.wanted ?? wanted] : [answer, wanted];
    return compare(found, target, check);
  } catch (error) {
    return { agrees: false, note: String(error.message ?? error).split('\n')[0] };
  }
}

function matches(pattern, key) {
  return pattern instanceof RegExp ? pattern.test(key) : pattern === key;
}

function line(state, key, value, expected, error) {
  const numbers = [value, expected].map((number) => shown(number).padStart(21)).join('');
  const off = typeof error === 'number' ? error.toExponential(1) : (error ?? '');
  return `${state.padEnd(6)}${key.padEnd(26)}${numbers}${off.padStart(16)}`;
}

function shown(value) {
  if (value === undefined) return '';
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value);
}
