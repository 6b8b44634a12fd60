import { decodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';
import { type OpenGraph, openGraph } from './graph.js';

/** With all values of a pair, and with a limit under which the same pair is too large for them. */
let whole: OpenGraph;
let bounded: RunningServer;
beforeAll(async () => {
  whole = await openGraph();
  bounded = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_MATRIX: '2000' } });
});
afterAll(async () => {
  await whole.close();
  await bounded.stop();
});

const MEAN = 'reduction: {kind: MEAN}';
const [LEFT, RIGHT] = ['layer:alexnet-1/conv2', 'layer:alexnet-2/conv3'];

// biome-ignore lint/suspicious/noExplicitAny: answers whose shape the query says.
const large = (query: string): Promise<any> => bounded.query(query, {}, { prefer: 'wait=60' });

/** Numbers to ten digits: sums in another order differ in the last ones. */
function rounded<Answer>(answer: Answer): Answer {
  return JSON.parse(JSON.stringify(answer), (_, part) =>
    typeof part === 'number' ? Number(part.toPrecision(10)) : part,
  );
}

async function expectSame(query: string): Promise<void> {
  const [expected, found] = [await whole.data(query), await large(query)];
  expect(rounded(found)).toEqual(rounded(expected));
}

const PLACE = '__typename rank value mutual rule measure information { raw } source { id } target { id }';

describe('layers that are too large for a matrix are answered as with it', () => {
  it.each(['PEARSON', 'SPEARMAN'])('best partners by %s, also of a layer with itself', async (by) => {
    for (const layer of [RIGHT, LEFT])
      await expectSame(`{ node(id: "${LEFT}") { ... on Layer { units(first: 64) { nodes { id
        correlates(in: "${layer}", first: 12, by: ${by}, ${MEAN}) { __typename ... on Correlates { matches { ${PLACE} } } } } } } } }`);
  });

  it('in a whole network, where some layers are large and some are not', async () => {
    await expectSame(`{ node(id: "unit:alexnet-1/conv1/5") { ... on Unit {
      correlates(in: "network:alexnet-2", first: 20, ${MEAN}) { __typename ... on Correlates { matches { ${PLACE} } } } } } }`);
  });

  it.each(['GREEDY', 'MUTUAL'])('the matching %s, and each match of it', async (rule) => {
    for (const [left, right] of [
      [LEFT, RIGHT],
      [RIGHT, LEFT],
      [LEFT, LEFT],
    ])
      await expectSame(`{ compare(left: "${left}", right: "${right}", ${MEAN}) { ... on LayerComparison { matching(rule: ${rule}) {
        ... on Matching { rule mean matchedCount deadLeft deadRight caveats curve { rank value source { id } target { id } }
          matches(first: 100) { totalCount nodes { ${PLACE} } } } } } }
        node(id: "${left}") { ... on Layer { units(first: 64) { nodes { match(in: "${right}", rule: ${rule}, ${MEAN}) {
          __typename ... on Match { ${PLACE} } ... on Unmatched { message } } } } } } }`);
  });

  it('two units that are among the best, and the ranking of a layer by best partners', async () => {
    const { node } = await large(
      `{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit { correlates(in: "${RIGHT}", ${MEAN}) { ... on Correlates { matches { target { id } } } } } } }`,
    );
    for (const { target } of node.correlates.matches)
      await expectSame(
        `{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit { pair(with: "${target.id}", ${MEAN}) { ... on Match { ${PLACE} } } } } }`,
      );
    await expectSame(`{ node(id: "${LEFT}") { ... on Layer { ranking(by: BEST_MATCH, in: "${RIGHT}", first: 30, ${MEAN}) {
      ... on Ranking { entries { rank score unit { id } match { ${PLACE} } } } } } } }`);
  });
});

describe('files of all best partners', () => {
  it('hold what the matrix gives, both ways, whatever the size', async () => {
    const asked = `{ compare(left: "${LEFT}", right: "${RIGHT}", ${MEAN}) { ... on LayerComparison {
      bestMatches(first: 3) { ... on BestMatches { measure first samples deadLeft deadRight
        ofLeft { units partners values } ofRight { units partners values } } } } } }`;
    const { compare } = await large(asked);
    await expectSame(asked);
    const { bestMatches } = compare;
    expect(bestMatches).toMatchObject({ measure: 'PEARSON', first: 3, samples: 1797 });
    for (const [side, layer, other] of [
      ['ofLeft', LEFT, RIGHT],
      ['ofRight', RIGHT, LEFT],
    ] as const) {
      const { units, partners, values } = bestMatches[side];
      const read = async (address: string) => {
        const answer = await fetch(`${bounded.address}${address}`);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        const etag = answer.headers.get('etag') as string;
        expect((await fetch(`${bounded.address}${address}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
        return decodeNpy(new Uint8Array(await answer.arrayBuffer()));
      };
      const [who, what] = [await read(partners), await read(values)];
      expect([who.type, what.type, who.shape, what.shape]).toEqual(['<i4', '<f8', [units, 3], [units, 3]]);
      const { node } = await whole.data(`{ node(id: "${layer}") { ... on Layer { units(first: 100) { nodes {
        correlates(in: "${other}", first: 3, ${MEAN}) { ... on Correlates { matches { value target { index } } } } } } } } }`);
      const matches = node.units.nodes.map((unit: { correlates: { matches: object[] } }) => unit.correlates.matches);
      const found = Array.from({ length: units }, (_, unit) =>
        [0, 1, 2]
          .map((place) => ({
            value: Number(what.data[3 * unit + place]),
            target: { index: Number(who.data[3 * unit + place]) },
          }))
          .filter(({ target }) => target.index >= 0),
      );
      expect(rounded(found)).toEqual(rounded(matches));
    }
  });

  it('are not found under another name', async () => {
    const { compare } = await large(`{ compare(left: "${LEFT}", right: "${RIGHT}", ${MEAN}) { ... on LayerComparison {
      bestMatches { ... on BestMatches { ofLeft { partners } } } matching(rule: GREEDY) { __typename } } } }`);
    const good: string = compare.bestMatches.ofLeft.partners;
    expect((await fetch(bounded.address + good)).status).toBe(200);
    for (const bad of [
      'left-11-partners.npy',
      'left-0-partners.npy',
      'middle-1-values.npy',
      'left-1-values.npz',
      'left-1e1-values.npy',
    ])
      expect((await fetch(bounded.address + good.replace(/[^/]*$/, bad))).status).toBe(404);
    expect((await fetch(`${bounded.address}/best/${'0'.repeat(64)}/left-1-values.npy`)).status).toBe(404);
    await expect(
      large(
        `{ compare(left: "${LEFT}", right: "${RIGHT}", ${MEAN}) { ... on LayerComparison { bestMatches(first: 101) { __typename } } } }`,
      ),
    ).rejects.toThrow(/first/);
    await expect(
      large(
        `{ compare(left: "${LEFT}", right: "${RIGHT}", ${MEAN}) { ... on LayerComparison { bestMatches(by: MUTUAL_INFORMATION) { __typename } } } }`,
      ),
    ).rejects.toThrow(/PEARSON or SPEARMAN/);
  });
});

describe('what needs the matrix of layers that are too large for it', () => {
  it('is refused with its price and the way out, and never attempted', async () => {
    const { compare, node } =
      await large(`{ compare(left: "${LEFT}", right: "${RIGHT}", ${MEAN}) { ... on LayerComparison {
        assignment: matching { __typename ... on Incomparable { reason message } }
        information: matching(rule: GREEDY, by: MUTUAL_INFORMATION) { __typename ... on Incomparable { reason message } }
        matrix { __typename ... on Incomparable { reason message } }
        estimate { flops seconds }
        greedy: matching(rule: GREEDY) { ... on Matching { agreement
          baseline { __typename ... on Unavailable { message } } baselineEstimate { seconds } interval { __typename ... on Unavailable { message } }
          matches(first: 1) { nodes { baseline { __typename ... on Unavailable { message } } } } } } } }
      node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
        correlates(in: "${RIGHT}", first: 101, ${MEAN}) { __typename ... on Incomparable { reason message } }
        match(in: "${RIGHT}", ${MEAN}) { __typename ... on Incomparable { reason message } } } } }`);
    for (const refused of [compare.assignment, compare.information, compare.matrix, node.correlates, node.match]) {
      expect(refused).toMatchObject({ __typename: 'Incomparable', reason: 'TOO_LARGE' });
      expect(refused.message).toMatch(
        /needs the matrix of \d+ x \d+ units, [\d,]+ values: \d+ MB, .* seconds\. .*2,000 \(UNITGRAPH_MAX_MATRIX\)\. Ask/,
      );
    }
    const { greedy } = compare;
    expect([greedy.agreement, greedy.baselineEstimate]).toEqual([null, null]);
    for (const drawn of [greedy.baseline, greedy.interval, greedy.matches.nodes[0].baseline]) {
      expect(drawn.__typename).toBe('Unavailable');
      expect(drawn.message).toMatch(/too many to be drawn .* Compare layers of fewer units\./);
    }
    const { computations } = await large('{ computations(first: 500) { nodes { kind title } } }');
    const made = computations.nodes.filter(
      ({ title }: { title: string }) => title.includes('conv2') && title.includes('conv3'),
    );
    expect(new Set(made.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['bestMatches']));
  });

  it('a pair that is not among the best is refused in words', async () => {
    const asked = `{ node(id: "${LEFT}") { ... on Layer { unit(index: 3) { correlates(in: "${RIGHT}", first: 500, ${MEAN}) { ... on Correlates { matches { target { id } } } } } } } }`;
    const { node } = await whole.data(asked);
    const last = node.unit.correlates.matches.at(-1).target.id;
    const { node: unit } = await large(
      `{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit { pair(with: "${last}", ${MEAN}) { __typename ... on Incomparable { message } } } } }`,
    );
    expect(unit.pair.message).toMatch(/none of the best partners of unit:alexnet-1\/conv2\/3/);
  });

  it('asked ahead, the search is what is started', async () => {
    const { compare } = await large(
      `{ compare(left: "${LEFT}", right: "layer:alexnet-3/conv3", ${MEAN}) { ... on LayerComparison { id } } }`,
    );
    const { compute } = await large(`mutation { compute(ids: ["${compare.id}"]) { kind } }`);
    expect(compute).toEqual([{ kind: 'bestMatches' }]);
  });
});
