import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

// Some seconds of real work each, and more where other things run beside.

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

/** Some seconds of work that nothing else here asks for. */
const long = (
  seed: number,
) => `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison {
  matching { __typename ... on Computation { id state error } ... on Matching { baseline(repeats: 120, seed: ${seed}) { __typename ... on Computation { id state title progress error } ... on Baseline { mean } } } } } } }`;

async function started(seed: number): Promise<string> {
  await graph.data(
    '{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matching { __typename } } } }',
  );
  const { compare } = await graph.data(long(seed), {}, 0.3);
  expect(compare.matching.baseline.__typename).toBe('Computation');
  return compare.matching.baseline.id;
}

describe('a computation', () => {
  it('is the answer when the wait is over, goes on, tells its progress, and ends', async () => {
    const id = await started(1);
    const key = id.slice('computation:'.length);
    const seen: { state: string; progress: number }[] = [];
    for await (const record of graph.services.compute.computations.follow(key)) seen.push(record);
    expect(seen.at(-1)?.state).toBe('DONE');
    expect(seen.length).toBeGreaterThan(2);
    const progress = seen.map((record) => record.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const { compare } = await graph.data(long(1), {}, 0.3);
    expect(compare.matching.baseline.__typename).toBe('Baseline');
  });

  it('runs once however many ask', async () => {
    const before = graph.services.compute.computations.finished;
    const ask = '{ node(id: "layer:alexnet-3/conv1") { ... on Layer { summary { ... on LayerSummary { live } } } } }';
    await Promise.all(Array.from({ length: 8 }, () => graph.data(ask)));
    expect(graph.services.compute.computations.finished).toBe(before + 1);
  });

  it('never stays behind when its value is there, however impatiently it was asked for', async () => {
    const layer = (network: string) => `correlates(in: "layer:${network}/conv5", first: 1) { __typename }`;
    const ask = `{ node(id: "layer:alexnet-1/conv5") { ... on Layer { units(first: 10) { nodes {
      topStimuli(first: 1) { __typename } statistics { __typename }
      a: ${layer('alexnet-2')} b: ${layer('alexnet-3')} c: ${layer('alexnet-4')} } } } } }`;
    for (let answer = ''; answer === '' || answer.includes('"Computation"'); ) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => graph.data(ask, {}, 0)));
      answer = JSON.stringify(answers);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // Runs that others began may still be on their way; one without anything to wait for must not.
    const open = '{ computations(states: [QUEUED, RUNNING]) { nodes { title state } } }';
    await expect.poll(async () => (await graph.data(open)).computations.nodes, { timeout: 10_000 }).toEqual([]);
  });

  it('can be cancelled, and asked for again', async () => {
    const id = await started(2);
    const { cancel } = await graph.data('mutation($id: ID!) { cancel(computation: $id) { state } }', { id });
    expect(cancel.state).toBe('CANCELLED');
    const { node } = await graph.data('query($id: ID!) { node(id: $id) { ... on Computation { state title } } }', {
      id,
    });
    expect(node).toMatchObject({ state: 'CANCELLED' });
    const again = await graph.data(long(2), {}, 0.3);
    expect(['QUEUED', 'RUNNING']).toContain(again.compare.matching.baseline.state);
    await graph.data('mutation($id: ID!) { cancel(computation: $id) { state } }', { id });
  });

  // Each of them would have minutes of work left.
  it.each([
    ['matching', 'baseline(kind: ROTATION, repeats: 999, seed: 7)'],
    ['similarity(by: RSA)', 'baseline(kind: ROTATION, repeats: 999, seed: 7)'],
    ['similarity(by: CKA_RBF)', 'baseline(repeats: 999, seed: 7)'],
    ['similarity(by: SVCCA)', 'baseline(repeats: 999, seed: 7)'],
  ])('that is long leaves the device to the next when it is cancelled: %s { %s }', async (of, baseline) => {
    const [left, right] = ['layer:alexnet-1/fc6', 'layer:alexnet-3/fc6'];
    const asked = (what: string) =>
      `{ compare(left: "${left}", right: "${right}") { ... on LayerComparison { found: ${of} { ${what} } } } }`;
    const type = of === 'matching' ? 'Matching' : 'Similarity';
    expect((await graph.data(asked('__typename'))).compare.found.__typename).toBe(type);
    const long = `... on ${type} { drawn: ${baseline} { ... on Computation { id state } } }`;
    const { id, state } = (await graph.data(asked(long), {}, 0.3)).compare.found.drawn;
    expect(['QUEUED', 'RUNNING']).toContain(state);
    await graph.data('mutation($id: ID!) { cancel(computation: $id) { state } }', { id });
    const short = `... on ${type} { drawn: baseline(repeats: 1, seed: 8) { __typename } }`;
    expect((await graph.data(asked(short))).compare.found.drawn.__typename).toMatch(/Baseline$/);
    const { node } = await graph.data('query($id: ID!) { node(id: $id) { ... on Computation { state } } }', { id });
    expect(node.state).toBe('CANCELLED');
  });

  it('fails with a reason when the compute process dies, and the next ask starts it anew', async () => {
    const id = await started(3);
    const { pid } = graph.services.compute.child;
    const waiting = graph.data(long(3));
    process.kill(pid as number, 'SIGKILL');
    const { compare } = await waiting;
    expect(compare.matching.baseline).toMatchObject({ __typename: 'Computation', id, state: 'FAILED' });
    expect(compare.matching.baseline.error).toMatch(/compute process was killed by SIGKILL.*Ask again/);
    const { node } = await graph.data(
      '{ node(id: "layer:alexnet-4/conv1") { ... on Layer { summary { ... on LayerSummary { live } } } } }',
    );
    expect(node.summary.live).toBeGreaterThan(0);
    expect(graph.services.compute.child.pid).not.toBe(pid);
  });

  it('can be asked ahead, and what is there is DONE', async () => {
    const ids = [
      'layer:alexnet-3/conv1',
      'layer:alexnet-4/fc7',
      'comparison:alexnet-1/fc6~alexnet-2/fc6~digits~all-positions',
    ];
    const { compute } = await graph.data('mutation($ids: [ID!]!) { compute(ids: $ids) { id state title } }', { ids });
    expect(compute.map(({ state }: { state: string }) => state)[0]).toBe('DONE');
    expect(compute[2].title).toBe('Match fc6 of alexnet-1 with fc6 of alexnet-2');
    const done = await graph.data(
      '{ compare(left: "layer:alexnet-1/fc6", right: "layer:alexnet-2/fc6") { ... on LayerComparison { matching { ... on Matching { mean } } } } }',
    );
    expect(done.compare.matching.mean).toBeGreaterThan(0);
  });

  it('that is not known cannot be cancelled', async () => {
    expect(await graph.error(`mutation { cancel(computation: "computation:${'0'.repeat(64)}") { state } }`)).toMatch(
      /There is no computation/,
    );
  });
});
