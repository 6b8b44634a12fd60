/**
 * Throughput of pages whose values are kept, under concurrent clients, against a bare Apollo Server that returns the same JSON
 * from memory, over the same schema: by itself (`startStandaloneServer`) and in our Express set-up. Each server is a process of
 * its own; they take turns, in short slices. Rows: answers a second, with medians and 99th percentiles of latency. `--quick` takes
 * shorter slices, `--connections=N` other than 12.
 */
import { parseArgs } from 'node:util';
import { startProduct } from './product.mjs';
import { tellRow } from './rows.mjs';
import { ask, press } from './warmQuery/load.mjs';
import { PAGES } from './warmQuery/pages.mjs';
import { startBare } from './warmQuery/startBare.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, connections: { type: 'string', default: '12' } },
});
const connections = Number(options.connections);
const [rounds, seconds, warmUp] = options.quick ? [2, 0.5, 0.5] : [4, 2, 2];

const product = await startProduct();
const bares = [];
try {
  const answers = {};
  for (const page of PAGES) answers[page.operationName] = await settled(page);
  bares.push(await startBare('standalone', answers), await startBare('express', answers));
  const servers = [product, ...bares];
  for (const page of PAGES) {
    const bytes = await checkSame(servers, page);
    const measured = servers.map(() => []);
    for (const { address } of servers) await press(address, page, connections, warmUp);
    for (let round = 0; round < rounds; round++) {
      for (const [place, { address }] of servers.entries()) {
        measured[place].push(...(await press(address, page, connections, seconds)));
      }
    }
    const [ours, ...theirs] = measured.map((latencies) => latencies.length / (rounds * seconds));
    for (const [place, rate] of theirs.entries()) {
      tellRow({
        ...{ benchmark: 'warmQuery', name: page.name, ours, unit: 'answers/s', against: bares[place].name },
        ...{ theirs: rate, ratio: ours / rate },
        note: `${(bytes / 1024).toFixed(0)} KiB, ${connections} connections; latency ours ${percentiles(measured[0])}; theirs ${percentiles(measured[place + 1])}`,
      });
    }
  }
} finally {
  for (const bare of bares) await bare.stop();
  await product.stop();
}

/** What the product answers once all is computed. */
async function settled(page) {
  const { status, body } = await ask(product.address, page, { prefer: 'wait=120' });
  const answer = JSON.parse(body);
  if (status !== 200 || answer.errors !== undefined || body.includes('"Computation"') || body.length < page.atLeast) {
    throw new Error(`${page.name} was not answered as it should be: ${String(body).slice(0, 500)}`);
  }
  return answer.data;
}

/** @returns bytes of the answer, which is the same of all. */
async function checkSame(servers, page) {
  const bodies = await Promise.all(
    servers.map(async ({ address }) => (await ask(address, page)).body.toString().trim()),
  );
  if (new Set(bodies).size > 1) throw new Error(`${page.name} is answered in different ways.`);
  return bodies[0].length;
}

function percentiles(latencies) {
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
