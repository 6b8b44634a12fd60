/**
 * From the start of the server's process, over a data folder that has values, to the first answer with kept values: 96 units x 5
 * partners. Processor seconds of the server beside it (where the system tells it): its own process, not the dashboard's.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort, startProduct } from './product.mjs';
import { tellRow } from './rows.mjs';
import { ask } from './warmQuery/load.mjs';
import { PAGES } from './warmQuery/pages.mjs';
import { median } from './wholePair/timing.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const [page] = PAGES;
const home = mkdtempSync(join(tmpdir(), 'unitgraph-start-'));
try {
  const first = await startProduct({ UNITGRAPH_HOME: home });
  await ask(first.address, page, { prefer: 'wait=120' });
  await first.stop();
  const starts = [];
  for (let run = 0; run < (options.quick ? 2 : 5); run++) starts.push(await startOnce());
  const seconds = starts.map(({ seconds }) => seconds);
  tellRow({
    ...{ benchmark: 'startUp', name: 'start to first answer, values kept', ours: median(seconds), unit: 's' },
    note: `quickest of ${starts.length} ${Math.min(...seconds).toFixed(2)} s; processor ${processorWords(starts)}`,
  });
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** One start, as `npm start` has it after building, to the end of the answer. */
async function startOnce() {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/server/dist/main.js')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', UNITGRAPH_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const { body } = await firstAnswer(`http://127.0.0.1:${port}`, child);
    const seconds = (performance.now() - begun) / 1000;
    if (body.length < page.atLeast || body.includes('"Computation"'))
      throw new Error(`It answered ${body.toString().slice(0, 300)}`);
    return { seconds, processor: processorSecondsOf(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function firstAnswer(address, child) {
  for (let tries = 0; ; tries++) {
    try {
      return await ask(address, page);
    } catch (error) {
      if (tries > 6000 || child.exitCode !== null) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function processorSecondsOf(id) {
  if (process.platform !== 'linux') return null;
  const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

function processorWords(starts) {
  const seconds = starts.map(({ processor }) => processor).filter((each) => each !== null);
  return seconds.length === 0 ? 'not known' : `${median(seconds).toFixed(2)} s`;
}
