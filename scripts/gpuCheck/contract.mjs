import { BACKEND_CONTRACT } from './backendContract.mjs';

/**
 * Opens a backend and runs every case of the contract on it.
 * @returns what became of it, and the backend where it opened, which is the caller's to dispose of
 */
export async function checkContract(name, open) {
  let backend;
  try {
    backend = await open();
  } catch (error) {
    return { name, absent: firstLine(error), device: null, passed: 0, failed: 0, skipped: 0, cases: [] };
  }
  const cases = [];
  for (const { name: title, needs, run } of BACKEND_CONTRACT) {
    if (needs !== undefined && backend[needs] === undefined) {
      cases.push({ title, result: 'skipped', why: `it has no ${needs}` });
      continue;
    }
    const started = performance.now();
    const why = await run(backend).then(() => undefined, firstLine);
    const seconds = (performance.now() - started) / 1000;
    cases.push({
      title,
      result: why === undefined ? 'passed' : 'failed',
      seconds,
      ...(why === undefined ? {} : { why }),
    });
  }
  const count = (result) => cases.filter((each) => each.result === result).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  return { name, absent: null, device: backend.device, ...counts, cases, backend };
}

function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
