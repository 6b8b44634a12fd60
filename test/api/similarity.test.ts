import {
  type Backend,
  canonicalCorrelations,
  chosenSamples,
  comomentsOf,
  correlationFromComoments,
  type Derivation,
  debiasedCka,
  leastSquares,
  linearCka,
  type Multiply,
  matchingsOfValues,
  mutualNeighbours,
  onlyRotation,
  openBackend,
  openMultiply,
  procrustesCosine,
  pwcca,
  type Recording,
  rbfCka,
  rsa,
  type SecondMoments,
  SIMILARITY_MEASURES,
  type SimilarityMeasure,
  sampleNorms,
  sampleRows,
  secondMomentsOf,
  softMatching,
  svcca,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
let backend: Backend;
let multiply: Multiply;
beforeAll(async () => {
  [graph, backend, multiply] = [await openGraph(), await openBackend('onnxruntime'), await openMultiply()];
});
afterAll(async () => {
  await backend.dispose();
  await graph.close();
});

const MEAN = 'reduction: {kind: MEAN}';
const nothing = async (): Promise<void> => {};

interface Answer {
  readonly __typename: string;
  readonly measure: string;
  readonly value: number;
  readonly range: readonly number[];
  readonly direction: string;
  readonly symmetric: boolean;
  readonly caveats: readonly string[];
  readonly samples: number;
  readonly dimensionsLeft: number;
  readonly dimensionsRight: number;
}

/** Those that do not compare all samples with all: fast. */
const FAST = SIMILARITY_MEASURES.filter((measure) => !['CKA_RBF', 'RSA', 'MUTUAL_KNN'].includes(measure));

/** Similarities of two layers, by measure. */
async function similarities(
  left: string,
  right: string,
  measures: readonly SimilarityMeasure[] = SIMILARITY_MEASURES,
): Promise<Record<string, Answer>> {
  const fields = measures.map((by) => `${by}: similarity(by: ${by}) { ...whole }`).join(' ');
  const { compare } = await graph.data(`{ compare(left: "layer:${left}", right: "layer:${right}", ${MEAN}) {
    ... on LayerComparison { ${fields} } } }
    fragment whole on Similarity { __typename measure value range direction symmetric caveats samples dimensionsLeft dimensionsRight }`);
  return compare;
}

/** The recordings of two layers, and their second moments, not by way of derivations. */
async function recorded(...names: readonly [string, string]) {
  const { store, compute } = graph.services;
  const [left, right] = (await Promise.all(
    names.map(async (name) => {
      const { node } = await graph.data(
        `{ node(id: "layer:${name}") { ... on Layer { recording(${MEAN}) { ... on Recording { digest } } } } }`,
      );
      return compute.find({ kind: 'recording', key: node.recording.digest } as Derivation<Recording>);
    }),
  )) as [Recording, Recording];
  const comoments = (a: Recording, b: Recording) => comomentsOf(a, b, a === b, store, backend, nothing);
  const across = await comoments(left, right);
  const correlation = {
    rows: left.units,
    columns: right.units,
    samples: left.samples,
    values: correlationFromComoments(across, left.moments, right.moments),
    leftConditions: left.conditions,
    rightConditions: right.conditions,
  };
  const moments = secondMomentsOf(left.samples, await comoments(left, left), across, await comoments(right, right));
  return { store, left, right, moments, correlation };
}

/** What the pure functions say of two layers. */
async function expected(...names: readonly [string, string]): Promise<Record<string, number>> {
  const { store, left, right, moments, correlation } = await recorded(...names);
  const rows = async (limit: number) => {
    const chosen = chosenSamples(left.samples, limit);
    return [await sampleRows(left, chosen, store, nothing), await sampleRows(right, chosen, store, nothing)] as const;
  };
  const { rules } = matchingsOfValues(correlation);
  const { values, rows: p, columns: q } = correlation;
  const of = (make: (moments: SecondMoments, multiply: Multiply) => Promise<{ mean: number }>) =>
    make(moments, multiply).then(({ mean }) => mean);
  return {
    CKA_LINEAR: linearCka(moments),
    CKA_DEBIASED: debiasedCka(
      moments,
      await sampleNorms(left, store, nothing),
      await sampleNorms(right, store, nothing),
    ),
    CKA_RBF: await rbfCka(...(await rows(4096)), backend, nothing),
    CCA: await of(canonicalCorrelations),
    SVCCA: await of(svcca),
    PWCCA: await of(pwcca),
    PROCRUSTES: Math.acos(await procrustesCosine(moments)),
    RSA: await rsa(...(await rows(2048)), backend, nothing),
    MUTUAL_KNN: await mutualNeighbours(...(await rows(8192)), backend, nothing),
    SOFT_MATCHING: softMatching(values, p, q).score,
    LEAST_SQUARES: (await leastSquares(moments, multiply)).rSquared,
    ASSIGNMENT_MEAN: rules.ASSIGNMENT.mean,
    GREEDY_MEAN: rules.GREEDY.mean,
  };
}

describe('similarities of layers', () => {
  it('are what the pure functions say of the recordings', async () => {
    const found = await similarities('alexnet-1/conv2', 'alexnet-2/conv2');
    const wanted = await expected('alexnet-1/conv2', 'alexnet-2/conv2');
    for (const measure of SIMILARITY_MEASURES) {
      expect(found[measure], measure).toMatchObject({ __typename: 'Similarity', measure, samples: 1797 });
      expect(found[measure]!.value, measure).toBeCloseTo(wanted[measure]!, measure === 'MUTUAL_KNN' ? 3 : 6);
    }
  });

  it('lie in their range, say their direction, and count the dimensions that took part', async () => {
    const found = await similarities('alexnet-1/conv2', 'alexnet-2/conv2');
    for (const [measure, { value, range, direction, dimensionsLeft, dimensionsRight }] of Object.entries(found)) {
      expect(value, measure).toBeGreaterThanOrEqual(range[0]!);
      expect(value, measure).toBeLessThanOrEqual(range[1]!);
      expect(direction).toBe(measure === 'PROCRUSTES' ? 'LOWER_IS_MORE_ALIKE' : 'HIGHER_IS_MORE_ALIKE');
      for (const dimensions of [dimensionsLeft, dimensionsRight]) {
        expect(dimensions).toBeGreaterThan(0);
        expect(dimensions).toBeLessThanOrEqual(64);
      }
    }
    expect(found.SVCCA!.dimensionsLeft).toBeLessThan(found.CKA_LINEAR!.dimensionsLeft);
  });

  it('that are symmetric are the same from the other side', async () => {
    const there = await similarities('alexnet-1/conv2', 'alexnet-2/conv2', FAST);
    const back = await similarities('alexnet-2/conv2', 'alexnet-1/conv2', FAST);
    for (const [measure, { symmetric, value, dimensionsLeft, dimensionsRight }] of Object.entries(there)) {
      if (!symmetric) continue;
      expect(back[measure]!.value, measure).toBeCloseTo(value, 8);
      expect([back[measure]!.dimensionsRight, back[measure]!.dimensionsLeft]).toEqual([
        dimensionsLeft,
        dimensionsRight,
      ]);
    }
    const uneven = Object.values(there).filter(({ symmetric }) => !symmetric);
    expect(uneven.map(({ measure }) => measure)).toEqual(['PWCCA', 'LEAST_SQUARES', 'GREEDY_MEAN']);
  });

  it('of a layer with itself are the best there is', async () => {
    const found = await similarities('alexnet-1/conv2', 'alexnet-1/conv2', FAST);
    for (const [measure, { value, range }] of Object.entries(found)) {
      expect(value, measure).toBeCloseTo(measure === 'PROCRUSTES' ? 0 : range[1]!, 5);
    }
  });

  it('name what to bear in mind', async () => {
    const one = 'compare(left: "layer:alexnet-1/conv4", right: "layer:alexnet-2/conv4"';
    const { positions, few } = await graph.data(`{
      positions: ${one}, reduction: {kind: SAMPLED, positions: 2}) { ... on LayerComparison { all: similarity(by: CKA_LINEAR) { ...caveats } some: similarity(by: RSA) { ...caveats } } }
      few: ${one}, ${MEAN}) { ... on LayerComparison { similarity(by: CKA_LINEAR) { ... on Similarity { caveats dimensionsLeft samples } } } } }
      fragment caveats on Similarity { samples caveats }`);
    expect(positions.all.caveats.join('\n')).toMatch(/2 positions of each of 1797 stimuli.*correlated/);
    expect(positions.some.samples).toBe(2048);
    expect(positions.some.caveats.join('\n')).toMatch(/A subset of 2048 samples, evenly spaced, of all 3594/);
    const { caveats, dimensionsLeft, samples } = few.similarity;
    expect(caveats.length).toBe(dimensionsLeft > samples / 10 ? 1 : 0);
  });

  it('cannot be asked of layers whose samples do not pair up', async () => {
    const { compare } = await graph.data(`{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5") {
      ... on LayerComparison { similarity(by: CKA_LINEAR) { __typename } } ... on Incomparable { reason message } } }`);
    expect(compare.reason).toBe('POSITIONS');
    expect(compare.message).toMatch(/MEAN or MAX/);
  });

  it('answer with their computation when nobody waits', async () => {
    const ask = `{ compare(left: "layer:alexnet-3/conv5", right: "layer:alexnet-4/conv5", ${MEAN}) { ... on LayerComparison {
      similarity(by: CCA) { __typename ... on Computation { title } } } } }`;
    const { compare } = await graph.data(ask, {}, 0);
    expect(compare.similarity.__typename).toBe('Computation');
    expect(compare.similarity.title).toMatch(/^Compare conv5 of alexnet-3 with conv5 of alexnet-4 by CCA$/);
    expect((await graph.data(ask)).compare.similarity.__typename).toBe('Similarity');
  });
});

describe('only a rotation?', () => {
  const ask = (left: string, right: string) => `{ compare(left: "layer:${left}", right: "layer:${right}", ${MEAN}) {
    ... on LayerComparison { alignment { ... on Alignment {
      assignment orthogonal linear linearBack samples dimensionsLeft dimensionsRight caveats } } } } }`;

  it('allows more and more, and says what the pure function says', async () => {
    const { alignment } = (await graph.data(ask('alexnet-1/conv2', 'alexnet-2/conv2'))).compare;
    const { moments } = await recorded('alexnet-1/conv2', 'alexnet-2/conv2');
    for (const [name, value] of Object.entries(await onlyRotation(moments, multiply))) {
      expect(alignment[name], name).toBeCloseTo(value, 6);
    }
    expect(alignment.orthogonal).toBeGreaterThan(alignment.assignment);
    expect(alignment.linear).toBeGreaterThan(alignment.orthogonal);
    expect(alignment.linearBack).toBeGreaterThan(alignment.orthogonal);
  });

  it('is the same from the other side, with the linear maps exchanged', async () => {
    const there = (await graph.data(ask('alexnet-1/conv2', 'alexnet-2/conv2'))).compare.alignment;
    const back = (await graph.data(ask('alexnet-2/conv2', 'alexnet-1/conv2'))).compare.alignment;
    expect(back.assignment).toBeCloseTo(there.assignment, 9);
    expect(back.orthogonal).toBeCloseTo(there.orthogonal, 9);
    expect([back.linear, back.linearBack]).toEqual([
      expect.closeTo(there.linearBack, 9),
      expect.closeTo(there.linear, 9),
    ]);
  });
});
