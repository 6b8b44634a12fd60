import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

/** Operations that ask too much, and what they are told. */
const BOMBS: readonly [string, string, RegExp][] = [
  [
    'depth',
    `{ node(id: "unit:alexnet-1/conv1/0") { ... on Unit { ${'next { '.repeat(20)} id ${'} '.repeat(20)} } } }`,
    /depth limit of 15 exceeded.*`node\(id:\)`/,
  ],
  [
    'aliases',
    `{ ${Array.from({ length: 61 }, (_, index) => `a${index}: __typename @include(if: true)`).join(' ')} ${Array.from({ length: 61 }, (_, index) => `b${index}: engine { version }`).join(' ')} }`,
    /Aliases limit of 60 exceeded/,
  ],
  [
    'directives',
    `{ networks { totalCount ${'@include(if: true) '.repeat(51)} } }`,
    /Directives limit of 50 exceeded|can only be used once/,
  ],
  ['tokens', `{ ${'networks { totalCount } '.repeat(1_500)} }`, /5000 tokens/],
  [
    'cost',
    '{ networks(first: 500) { nodes { layers(first: 500) { nodes { units(first: 500) { nodes { id } } } } } } }',
    /costs \d+, and the limit is 200000.*smaller pages/,
  ],
  [
    'cost over aliases and fragments',
    `{ ${Array.from({ length: 50 }, (_, index) => `a${index}: networks(first: 500) { ...part }`).join(' ')} } fragment part on NetworkConnection { nodes { id name slug digest bytes layers(first: 10) { nodes { id } } } }`,
    /costs \d+, and the limit is 200000/,
  ],
];

describe('an operation that asks too much', () => {
  it.each(BOMBS)('is refused before it runs: %s', async (_what, query, message) => {
    const { data, errors } = await graph.execute(query);
    expect(data ?? null).toBeNull();
    expect(errors?.map((error) => error.message).join('\n')).toMatch(message);
  });

  it('is refused by its list sizes from variables too', async () => {
    expect(
      await graph.error(
        'query($n: Int!) { networks(first: $n) { nodes { layers(first: $n) { nodes { units(first: $n) { nodes { id } } } } } } }',
        { n: 400 },
      ),
    ).toMatch(/costs/);
  });

  it('is not one that introspects', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await graph.execute(getIntrospectionQuery())).errors).toBeUndefined();
  });
});
