import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const ESTIMATE = `query($query: String!, $variables: JSONObject, $operationName: String) {
  estimate(query: $query, variables: $variables, operationName: $operationName) { seconds flops bytes cached computations complete } }`;

const matching = (left: string, right: string, inside = 'mean') =>
  `compare(left: "layer:${left}", right: "layer:${right}") { ... on LayerComparison { matching { ... on Matching { ${inside} } } } }`;

const valuesIn = () =>
  readdirSync(join(graph.services.environment.home, 'store', 'values'), { recursive: true }).filter((name) =>
    /[0-9a-f]{64}$/.test(String(name)),
  );

async function estimate(query: string, variables?: object, operationName?: string) {
  return (await graph.data(ESTIMATE, { query, variables, operationName })).estimate;
}

describe('the price of a query', () => {
  it('is that of what is missing, and computes nothing', async () => {
    const [values, finished] = [valuesIn(), graph.services.compute.computations.finished];
    const priced = await estimate(`{ ${matching('alexnet-1/conv4', 'alexnet-2/conv4')} }`);
    // Two recordings, their correlation, the matchings.
    expect(priced).toMatchObject({ computations: 4, cached: false, complete: true });
    expect(priced.flops).toBeGreaterThan(2 * 96 * 96 * 1797);
    expect(priced.seconds).toBeGreaterThan(0);
    expect(valuesIn()).toEqual(values);
    expect(graph.services.compute.computations.finished).toBe(finished);
    expect(graph.services.compute.computations.all()).toEqual([]);
  });

  it('counts once what several fields need', async () => {
    const one = await estimate(`{ ${matching('alexnet-1/conv5', 'alexnet-2/conv5')} }`);
    const twice = await estimate(
      `{ a: ${matching('alexnet-1/conv5', 'alexnet-2/conv5')} b: ${matching('alexnet-1/conv5', 'alexnet-2/conv5')} }`,
    );
    expect(twice).toEqual(one);
    const both = await estimate(
      `{ a: ${matching('alexnet-1/conv5', 'alexnet-2/conv5')} b: ${matching('alexnet-1/conv5', 'alexnet-3/conv5')} }`,
    );
    expect(both.computations).toBe(7);
    expect(both.seconds).toBeLessThan(2 * one.seconds);
  });

  it('is a lower bound where values hide what more is wanted, until they are there', async () => {
    const query = `query Q($repeats: Int!) { ${matching('alexnet-1/fc7', 'alexnet-2/fc7', 'mean baseline(repeats: $repeats) { ... on Baseline { mean } }')} }`;
    expect(await estimate(query, { repeats: 5 })).toMatchObject({ computations: 4, complete: false });
    await graph.data(`{ ${matching('alexnet-1/fc7', 'alexnet-2/fc7')} }`);
    expect(await estimate(query, { repeats: 5 }, 'Q')).toMatchObject({
      computations: 1,
      complete: true,
      cached: false,
    });
    await graph.data(query, { repeats: 5 });
    expect(await estimate(query, { repeats: 5 })).toEqual({
      ...{ seconds: 0, flops: 0, bytes: 0, computations: 0 },
      ...{ cached: true, complete: true },
    });
  });

  it('sees what hides behind fragments', async () => {
    const query = `{ compare(left: "layer:alexnet-1/fc8", right: "layer:alexnet-2/fc8") { ...pair } }
      fragment pair on LayerComparison { matching { ...found } }
      fragment found on Matching { ...more } fragment more on Matching { baseline { ... on Baseline { mean } } }`;
    expect(await estimate(query)).toMatchObject({ complete: false });
  });

  it('falls with the layers of a matrix that are there', async () => {
    const query =
      '{ node(id: "network:alexnet-3") { ... on Network { similarity(to: "network:alexnet-4", by: CKA_LINEAR) { ... on LayerMatrix { cells { pending } } } } } }';
    const whole = await estimate(query);
    expect(whole.computations).toBeGreaterThan(64);
    await graph.data(
      '{ compare(left: "layer:alexnet-3/fc8", right: "layer:alexnet-4/fc8") { ... on LayerComparison { similarity(by: CKA_LINEAR) { __typename } } } }',
    );
    expect((await estimate(query)).computations).toBeLessThanOrEqual(whole.computations);
  });

  it.each([
    ['a mutation', 'mutation { freeSpace { bytes } }', /A mutation has no price/],
    ['a subscription', 'subscription { activity { id } }', /A subscription has no price/],
    ['itself', '{ a: estimate(query: "{ engine { version } }") { seconds } }', /asks for an `estimate` itself/],
    ['what is not GraphQL', '{ networks { ', /cannot be read: Syntax Error.*line 1/],
    [
      'what is not in the schema',
      '{ networks { nothing } }',
      /is not valid: Cannot query field "nothing".*line 1, column 14/,
    ],
    ['a variable that is missing', 'query($n: Int!) { networks(first: $n) { totalCount } }', /"\$n"/],
    [
      'what is not there',
      '{ compare(left: "layer:nowhere/conv1", right: "layer:alexnet-1/conv1") { __typename } }',
      /nowhere/,
    ],
    [
      'what is too deep',
      `{ node(id: "x") { ... on Unit { ${'next { '.repeat(20)} id ${'} '.repeat(20)} } } }`,
      /depth limit/,
    ],
    [
      'what costs too much',
      '{ networks(first: 500) { nodes { layers(first: 500) { nodes { units(first: 500) { nodes { id } } } } } } }',
      /costs \d+, and the limit is 200000/,
    ],
    [
      'an operation that is not there',
      'query A { engine { version } } query B { engine { version } }',
      /operationName/,
    ],
  ])('is refused for %s', async (_what, query, message) => {
    expect(await graph.error(ESTIMATE, { query })).toMatch(message);
  });

  it('of many queries in one operation shares the limit of cost', async () => {
    const query = '{ networks(first: 100) { nodes { layers(first: 100) { nodes { id name kind } } } } }';
    const asked = Array.from({ length: 8 }, (_, index) => `e${index}: estimate(query: $query) { seconds }`).join(' ');
    const { errors } = await graph.execute(`query($query: String!) { ${asked} }`, { query });
    expect(errors?.[0]?.message).toMatch(/together, and the limit is 200000/);
  });
});

describe('an operation whose price is over the limit', () => {
  let strict: OpenGraph;
  beforeAll(async () => {
    strict = await openGraph({ UNITGRAPH_MAX_SECONDS: '3' });
  });
  afterAll(() => strict.close());

  const dear = `{ ${['conv1', 'conv2', 'conv3'].map((layer) => `${layer}: compare(left: "layer:alexnet-1/${layer}", right: "layer:alexnet-2/${layer}") { ... on LayerComparison { similarity(by: RSA) { __typename } } }`).join(' ')} }`;

  it('is refused before anything of it starts, with one error', async () => {
    const { data, errors } = await strict.execute(dear);
    expect(data ?? null).toBeNull();
    expect(errors?.length).toBe(1);
    expect(errors?.[0]?.message).toMatch(
      /takes about [\d.]+ s to compute, and the limit is 3 s\. Ask for less.*UNITGRAPH_MAX_SECONDS/,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'OVER_LIMIT', limit: 3 });
    expect(strict.services.compute.computations.all()).toEqual([]);
  });

  it('is refused when it is asked ahead, too', async () => {
    const ids = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'].flatMap((layer) =>
      ['alexnet-1', 'alexnet-2', 'alexnet-3'].map(
        (network) => `comparison:${network}/${layer}~alexnet-4/${layer}~digits~all-positions`,
      ),
    );
    expect(await strict.error('mutation($ids: [ID!]!) { compute(ids: $ids) { id } }', { ids })).toMatch(/limit is 3 s/);
    expect(strict.services.compute.computations.all()).toEqual([]);
  });

  it('is answered in smaller parts, and whole once what it needs is there', async () => {
    const part = '{ node(id: "layer:alexnet-1/fc8") { ... on Layer { summary { ... on LayerSummary { live } } } } }';
    expect((await strict.data(part)).node.summary.live).toBeGreaterThan(0);
    const finished = strict.services.compute.computations.finished;
    await strict.data(part);
    expect(strict.services.compute.computations.finished).toBe(finished);
  });
});
