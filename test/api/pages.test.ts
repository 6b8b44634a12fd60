import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript
import { dashboardDocument } from '../../benchmarks/warmQuery/dashboardDocument.mjs';
import { type RunningServer, startServer } from '../support/runningServer.js';

const unit = 'unit:alexnet-1/fc6/3';
const pair = { left: 'layer:alexnet-1/fc6', right: 'layer:alexnet-2/fc6' };
const two = ['network:alexnet-1', 'network:alexnet-2'];
const grown = { threshold: 0.1, scope: 'SAME_LAYER' };

type Page = readonly [path: string, variables: object, name?: string];

/** A page that also tells prices of what was not asked for: those come from the process that computes, and change with its speed. */
const PRICED: Page = ['compare/layers/similarityDocument.ts', pair, 'similaritiesDocument'];

/** What the dashboard's pages ask, by file of the document, and its name where that is another. */
const PAGES: readonly Page[] = [
  ['layers/layerDocument.ts', { slug: 'alexnet-1', layer: 'fc6' }],
  ['layers/layerSummaryDocument.ts', { slug: 'alexnet-1', layer: 'fc6' }],
  [
    'layers/rankingDocument.ts',
    { slug: 'alexnet-1', layer: 'fc6', by: 'BEST_MATCH', descending: true, in: two[1], first: 96 },
  ],
  ['layers/bestMatchesDocument.ts', { ids: [unit], in: null }],
  ['units/unitProfileDocument.ts', { id: unit }],
  ['units/networkMatchesDocument.ts', { id: unit, network: two[1], layer: pair.right, sameLayer: true, first: 5 }],
  ['compare/comparisonDocument.ts', pair],
  ['compare/matchingsDocument.ts', { ...pair, by: 'PEARSON' }],
  ['compare/matrixDocument.ts', { ...pair, by: 'PEARSON', order: 'CLUSTERED' }],
  ['compare/baselinesDocument.ts', { ...pair, by: 'PEARSON' }],
  ['convergence/convergenceDocument.ts', { networks: two, kinds: ['DENSE'] }],
  ['universality/countsDocument.ts', { networks: two, layers: ['fc6'], ...grown }],
];

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
});
afterAll(() => server.stop());

async function answerTo([path, variables, name]: Page, prefer: string): Promise<string> {
  const { query } = dashboardDocument(path, name) as { query: string };
  const answer = JSON.stringify(await server.query(query, variables, { prefer }));
  expect(answer).not.toMatch(/"__typename":"Computation"/);
  return answer.replaceAll(/"seconds":[^,}]+/g, '"seconds":0');
}

/** Answers of all pages, in one text each. */
async function load(prefer: string): Promise<string[]> {
  const answers: string[] = [];
  for (const page of PAGES) answers.push(await answerTo(page, prefer));
  return answers;
}

async function computed(): Promise<number> {
  const { engine } = await server.query<{ engine: { queue: { computedSinceStart: number } } }>(
    '{ engine { queue { computedSinceStart } } }',
  );
  return engine.queue.computedSinceStart;
}

/** Every file of the store, when it was written and how large it is. */
function filesOf(home: string): string[] {
  const store = join(home, 'store');
  return readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`)
    .sort();
}

/** Processes that the server has started; what is no process any more is left out. */
function childrenOf(server: RunningServer): string[] {
  const lines = execFileSync('ps', ['-e', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.trim().startsWith(`${server.process.pid} `));
}

describe('pages whose values are kept', () => {
  it('compute nothing and write nothing, and a server that starts anew answers them without its compute process', async () => {
    const first = await load('wait=120');
    const priced = await answerTo(PRICED, 'wait=120');
    const [before, files] = [await computed(), filesOf(server.home)];
    expect(before).toBeGreaterThan(20);
    expect(childrenOf(server).some((line) => line.includes('computeProcess'))).toBe(true);

    expect(await load('wait=0')).toEqual(first);
    expect(await answerTo(PRICED, 'wait=0')).toBe(priced);
    expect(await computed()).toBe(before);
    expect(filesOf(server.home)).toEqual(files);

    await server.stop({ keep: true });
    server = await startServer({ home: server.home, environment: { UNITGRAPH_DASHBOARD: 'off' } });
    expect(await load('wait=0')).toEqual(first);
    expect(childrenOf(server).filter((line) => line.includes('computeProcess'))).toEqual([]);
    expect(await answerTo(PRICED, 'wait=0')).toBe(priced);
    expect(filesOf(server.home)).toEqual(files);
    expect(await computed()).toBe(0);
  });
});
