import { type Derivation, type Recording, RecordingReader } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomWeights, writeModel } from '../analysis/onnx/writeModel.js';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

interface Grid {
  readonly measure: string;
  readonly range: readonly number[];
  readonly direction: string;
  readonly symmetric: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly values: readonly (number | null)[];
  readonly absent: readonly { readonly row: number; readonly column: number; readonly message: string }[];
  readonly pending: number;
  readonly computation: { readonly title: string; readonly state: string } | null;
  readonly caveats: readonly string[];
}

const CELLS = `cells { measure range direction symmetric rowCount columnCount values pending caveats
  absent { row column message } computation { title state } }`;

const textOf = (choices: Record<string, string>): string =>
  Object.keys(choices).length === 0
    ? ''
    : `(${Object.entries(choices)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')})`;

/** Layers of a network against layers. */
async function layers(slug: string, choices: Record<string, string> = {}, seconds?: number) {
  const { network } = await graph.data(
    `{ network(slug: "${slug}") { similarity${textOf(choices)} { __typename
      ... on LayerMatrix { rows { name } columns { name } reduction { kind } ${CELLS} } ... on Unavailable { message } } } }`,
    {},
    seconds,
  );
  return network.similarity as {
    __typename: string;
    message: string;
    rows: { name: string }[];
    columns: { name: string }[];
    reduction: { kind: string };
    cells: Grid;
  };
}

const ALEXNETS = '["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"]';
const networksAsk = (choices: Record<string, string>): string => `similarities${textOf(choices)} { __typename
  ... on NetworkMatrix { networks { slug } layers reduction { kind } ${CELLS} } ... on Unavailable { message } }`;

/** Networks against networks. */
async function networks(choices: Record<string, string>) {
  const { similarities } = await graph.data(`{ ${networksAsk({ networks: ALEXNETS, ...choices })} }`);
  return similarities as {
    __typename: string;
    message: string;
    networks: { slug: string }[];
    layers: string[];
    reduction: { kind: string };
    cells: Grid;
  };
}

const at = ({ values, columnCount }: Grid, row: number, column: number) => values[row * columnCount + column] as number;

/** Linear CKA as it is defined, of activations that are read from the recordings: samples x samples Gram matrices. */
async function ckaOfGrams(...names: readonly [string, string]): Promise<number> {
  const [x, y] = (await Promise.all(names.map(centredSamples))) as [number[][], number[][]];
  const samples = x[0]!.length;
  const product = (side: number[][], a: number, b: number): number =>
    side.reduce((sum, unit) => sum + unit[a]! * unit[b]!, 0);
  let [both, left, right] = [0, 0, 0];
  for (let a = 0; a < samples; a++) {
    for (let b = 0; b < samples; b++) {
      const [k, l] = [product(x, a, b), product(y, a, b)];
      both += k * l;
      left += k * k;
      right += l * l;
    }
  }
  return both / Math.sqrt(left * right);
}

/** Units x samples of a layer under MEAN, each unit less its mean. */
async function centredSamples(name: string): Promise<number[][]> {
  const { node } = await graph.data(
    `{ node(id: "layer:${name}") { ... on Layer { recording(reduction: {kind: MEAN}) { ... on Recording { digest } } } } }`,
  );
  const { compute, store } = graph.services;
  const key: string = node.recording.digest;
  const recording = (await compute.find({ kind: 'recording', key } as Derivation<Recording>)) as Recording;
  const values = await new RecordingReader(recording, store).all();
  return Array.from({ length: recording.units }, (_, unit) => {
    const own = [...values.subarray(unit * recording.samples, (unit + 1) * recording.samples)];
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    return own.map((value) => value - mean);
  });
}

describe('layers against layers', () => {
  it('of one network are symmetric under CKA, with 1 on the diagonal, and lie in the range', async () => {
    const { rows, columns, reduction, cells } = await layers('resnet-1');
    expect(rows).toEqual(columns);
    expect([rows.length, cells.rowCount, cells.columnCount, cells.values.length]).toEqual([14, 14, 14, 196]);
    expect(reduction.kind).toBe('MEAN');
    expect([cells.pending, cells.computation, cells.absent]).toEqual([0, null, []]);
    for (let row = 0; row < 14; row++) {
      expect(at(cells, row, row)).toBeCloseTo(1, 12);
      for (let column = 0; column < row; column++) {
        expect(at(cells, row, column)).toBe(at(cells, column, row));
        expect(at(cells, row, column)).toBeGreaterThan(0);
        expect(at(cells, row, column)).toBeLessThan(1);
      }
    }
  });

  it('are what the definition says of the activations', async () => {
    const { rows, columns, cells } = await layers('resnet-1', { to: '"network:resnet-2"' });
    for (const [left, right] of [
      ['stem.conv', 'stage1.block2'],
      ['dense', 'stage1.block1'],
    ] as const) {
      const [row, column] = [
        rows.findIndex(({ name }) => name === left),
        columns.findIndex(({ name }) => name === right),
      ];
      expect(at(cells, row, column)).toBeCloseTo(await ckaOfGrams(`resnet-1/${left}`, `resnet-2/${right}`), 7);
    }
  });

  it('are transposed with the sides exchanged, under symmetric measures', async () => {
    for (const by of ['CKA_LINEAR', 'PROCRUSTES']) {
      const there = (await layers('alexnet-1', { to: '"network:resnet-1"', by })).cells;
      const back = (await layers('resnet-1', { to: '"network:alexnet-1"', by })).cells;
      expect([there.rowCount, there.columnCount]).toEqual([back.columnCount, back.rowCount]);
      for (let row = 0; row < there.rowCount; row++) {
        for (let column = 0; column < there.columnCount; column++)
          expect(at(back, column, row), by).toBeCloseTo(at(there, row, column), 9);
      }
    }
  });

  it.each(['CKA_DEBIASED', 'PROCRUSTES', 'PWCCA', 'ASSIGNMENT_MEAN', 'GREEDY_MEAN'])(
    'are the similarity of each pair: %s',
    async (by) => {
      const { rows, cells } = await layers('resnet-2', { by, kinds: '[RESIDUAL, OUTPUT]' });
      expect(rows.length).toBeGreaterThan(5);
      for (const [row, column] of [
        [0, 3],
        [3, 0],
        [5, 1],
        [2, 2],
      ] as const) {
        const { compare } =
          await graph.data(`{ compare(left: "layer:resnet-2/${rows[row]!.name}", right: "layer:resnet-2/${rows[column]!.name}",
        reduction: {kind: MEAN}) { ... on LayerComparison { similarity(by: ${by}) { ... on Similarity { value range direction symmetric } } } } }`);
        const { value, range, direction, symmetric } = compare.similarity;
        expect(at(cells, row, column), `${row} ${column}`).toBeCloseTo(value, 9);
        expect([cells.range, cells.direction, cells.symmetric]).toEqual([range, direction, symmetric]);
      }
    },
  );

  it('say of each cell that cannot be compared why, and count only the others as pending', async () => {
    const { cells, rows, reduction } = await layers('alexnet-1', { reduction: '{kind: ALL_POSITIONS}' });
    expect(reduction.kind).toBe('ALL_POSITIONS');
    const place = (name: string) => rows.findIndex((row) => row.name === name);
    const [conv1, conv2, conv5, fc6] = ['conv1', 'conv2', 'conv5', 'fc6'].map(place) as [
      number,
      number,
      number,
      number,
    ];
    expect(at(cells, conv1, conv2)).toBeGreaterThan(0);
    expect([at(cells, conv1, conv5), at(cells, fc6, conv1)]).toEqual([null, null]);
    const absent = cells.absent.find(({ row, column }) => row === conv1 && column === conv5);
    expect(absent?.message).toMatch(/conv1 of alexnet-1.*conv5 of alexnet-1.*MEAN or MAX/);
    expect(cells.absent.length).toBe(cells.values.filter((value) => value === null).length);
    expect(cells.caveats.join('\n')).toMatch(/positions of each of 1797 stimuli.*This holds of \d+ of \d+ pairs/);
  });

  it('have no value where a measure refuses, and say so, on either side', async () => {
    const convolution = (from: string, weights: string, to: string) => [
      { op: 'Conv', inputs: [from, weights], outputs: [`${to}.sum`], attributes: { kernel_shape: [1, 1] } },
      { op: 'Relu', inputs: [`${to}.sum`], outputs: [to], name: to },
    ];
    const file = await graph.services.store.writeBlob(
      writeModel({
        nodes: [...convolution('x', 'random', 'live'), ...convolution('live', 'zero', 'dead')],
        weights: { random: randomWeights([3, 1, 1, 1]), zero: { dims: [2, 3, 1, 1], values: Array(6).fill(0) } },
        inputs: { x: ['N', 1, 8, 8] },
        outputs: ['dead'],
      }),
    );
    const { importNetwork } = await graph.data(
      'mutation ($file: String!) { importNetwork(input: {file: $file, slug: "half-dead"}) { __typename } }',
      { file },
    );
    expect(importNetwork.__typename).toBe('Network');
    for (const by of ['CKA_LINEAR', 'RSA', 'ASSIGNMENT_MEAN']) {
      const { rows, cells } = await layers('half-dead', { by });
      expect(rows.length).toBe(2);
      expect(at(cells, 0, 0), by).toBeCloseTo(1, 6);
      expect(cells.values.slice(1), by).toEqual([null, null, null]);
      expect(cells.absent.map(({ row, column }) => [row, column])).toEqual([
        [0, 1],
        [1, 0],
        [1, 1],
      ]);
      expect(cells.absent[0]!.message, by).toMatch(/of half-dead with .*of half-dead: No unit of .*side varies/);
      expect([cells.pending, cells.computation]).toEqual([0, null]);
    }
    await graph.data('mutation { removeNetwork(id: "network:half-dead") { __typename } }');
  });

  it('bring what chance gives, which is less alike', async () => {
    const { network } = await graph.data(
      `{ network(slug: "resnet-1") { similarity(kinds: [RESIDUAL]) { ... on LayerMatrix { cells { values pending
        baseline(repeats: 9) { ... on SimilarityGridBaseline { repeats means pValues pending computation { title } } } } } }
        rotated: similarity(kinds: [OUTPUT]) { ... on LayerMatrix { cells { baseline(kind: ROTATION) { ... on Unavailable { message } } } } } } }`,
    );
    const { values, baseline } = network.similarity.cells;
    expect([baseline.repeats, baseline.pending, baseline.computation]).toEqual([9, 0, null]);
    expect(baseline.means.length).toBe(values.length);
    for (const [place, mean] of baseline.means.entries()) {
      expect(mean).toBeGreaterThanOrEqual(0);
      expect(mean).toBeLessThan(values[place]);
      expect(baseline.pValues[place]).toBeCloseTo(0.1, 12);
    }
    expect(network.rotated.cells.baseline.message).toMatch(/CKA_LINEAR is the same under every rotation/);
  });

  it('answer at once with what is there, and with one computation for the rest', async () => {
    const ask = { to: '"network:alexnet-4"', by: 'SVCCA' };
    const { rows, cells } = await layers('alexnet-3', ask, 0);
    expect(rows.length).toBe(8);
    expect(cells.pending).toBe(64);
    expect(cells.values).toEqual(Array(64).fill(null));
    expect(cells.computation?.title).toBe('Compare the layers of alexnet-3 with those of alexnet-4 by SVCCA');
    const done = (await layers('alexnet-3', ask)).cells;
    expect([done.pending, done.computation]).toEqual([0, null]);
    // What is there is there for who does not wait, too.
    expect((await layers('alexnet-3', ask, 0)).cells).toEqual(done);
    // And in another matrix that has the same cell.
    const some = await layers('alexnet-3', { ...ask, kinds: '[OUTPUT]' }, 0);
    expect(some.cells.values).toEqual([at(done, 7, 7)]);
  });
});

describe('networks against networks', () => {
  it('are the similarity of the layer, symmetric, and say nothing of a network with itself', async () => {
    const { networks: axis, layers: chosen, reduction, cells } = await networks({ layers: '["conv2"]' });
    expect(axis.map(({ slug }) => slug)).toEqual(['alexnet-1', 'alexnet-2', 'alexnet-3']);
    expect([chosen, reduction.kind]).toEqual([['conv2'], 'ALL_POSITIONS']);
    const { compare } = await graph.data(`{ compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-3/conv2") {
      ... on LayerComparison { similarity(by: CKA_LINEAR) { ... on Similarity { value caveats } } } } }`);
    expect(at(cells, 0, 2)).toBeCloseTo(compare.similarity.value, 12);
    expect(at(cells, 2, 0)).toBe(at(cells, 0, 2));
    expect([0, 1, 2].map((place) => at(cells, place, place))).toEqual([null, null, null]);
    expect([cells.pending, cells.absent]).toEqual([0, []]);
    expect(cells.caveats).toEqual(compare.similarity.caveats);
  });

  it('are means over the layers, in the order of depth, whatever the order asked for', async () => {
    const [one, other, both] = await Promise.all(
      ['["fc6"]', '["fc7"]', '["fc7", "fc6"]'].map((names) => networks({ layers: names, by: 'GREEDY_MEAN' })),
    );
    expect(both!.layers).toEqual(['fc6', 'fc7']);
    for (const [row, column] of [
      [0, 1],
      [1, 0],
      [2, 1],
    ] as const) {
      const mean = (at(one!.cells, row, column) + at(other!.cells, row, column)) / 2;
      expect(at(both!.cells, row, column)).toBeCloseTo(mean, 12);
    }
    // Not symmetric: each side looks for its own partners.
    expect(at(one!.cells, 0, 1)).not.toBe(at(one!.cells, 1, 0));
  });

  it('take all shared layers of the kinds asked for by default', async () => {
    expect((await networks({ kinds: '[DENSE]' })).layers).toEqual(['fc6', 'fc7']);
  });

  it('say why networks without a shared layer have none', async () => {
    const answer = await networks({ networks: '["network:alexnet-1", "network:resnet-1"]' });
    expect(answer.__typename).toBe('Unavailable');
    expect(answer.message).toMatch(
      /alexnet-1, resnet-1 have no layer of the same name.*every layer against every layer/,
    );
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['networks: ["network:alexnet-1"]', /1 are named. Name 2 to 20/],
    ['networks: ["network:alexnet-1", "network:alexnet-1"]', /named twice/],
    ['networks: ["network:alexnet-1", "network:none"]', /no network network:none.*alexnet-1/],
    [`networks: ${ALEXNETS}, layers: ["conv1", "conv9"]`, /conv9 is not a layer of all these networks.*conv1, conv2/],
    [`networks: ${ALEXNETS}, layers: []`, /none is named/],
    [`networks: ${ALEXNETS}, probeSet: "probe-set:none"`, /no probe set probe-set:none/],
  ])('similarities(%s)', async (choices, message) => {
    expect(await graph.error(`{ similarities(${choices}) { __typename } }`)).toMatch(message);
  });

  it.each([
    ['to: "network:none"', /no network network:none/],
    ['to: "layer:alexnet-1/conv1"', /network/],
    ['reduction: {kind: SAMPLED}', /SAMPLED needs positions/],
  ])('similarity(%s)', async (choices, message) => {
    expect(await graph.error(`{ network(slug: "alexnet-1") { similarity(${choices}) { __typename } } }`)).toMatch(
      message,
    );
  });

  it('a baseline of too many repeats', async () => {
    const ask = `{ network(slug: "alexnet-1") { similarity(kinds: [OUTPUT]) { ... on LayerMatrix { cells { baseline(repeats: 5000) { __typename } } } } } }`;
    expect(await graph.error(ask)).toMatch(/5000 is out of range/);
  });
});
