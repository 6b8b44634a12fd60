import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

describe('the catalog', () => {
  it('has the six example networks, and nothing was computed for them', async () => {
    const { networks, computations } = await graph.data(
      '{ networks { totalCount nodes { slug unitCount inputShape } } computations { totalCount } }',
    );
    expect(networks.totalCount).toBe(6);
    expect(networks.nodes.map(({ slug }: { slug: string }) => slug)).toEqual([
      'alexnet-1',
      'alexnet-2',
      'alexnet-3',
      'alexnet-4',
      'resnet-1',
      'resnet-2',
    ]);
    for (const { inputShape } of networks.nodes) expect(inputShape).toEqual([1, 8, 8]);
    expect(computations.totalCount).toBe(0);
  });

  it('knows the probe set, its labels and what was held out', async () => {
    const { probeSets } = await graph.data(
      '{ probeSets { nodes { id count heldOutCount shape classes credit stimulus(index: 0) { id label heldOut image } } } }',
    );
    const [digits] = probeSets.nodes;
    expect(digits).toMatchObject({ id: 'probe-set:digits', count: 1797, heldOutCount: 540, shape: [1, 8, 8] });
    expect(digits.classes).toHaveLength(10);
    expect(digits.credit).toContain('CC BY 4.0');
    expect(digits.stimulus).toMatchObject({ id: 'stimulus:digits/0', label: '0' });
  });

  it('filters networks by text and architecture', async () => {
    const { text, family } = await graph.data(
      '{ text: networks(filter: {text: "RESIDUAL"}) { totalCount } family: networks(filter: {architecture: "AlexNet-shaped"}) { totalCount } }',
    );
    expect([text.totalCount, family.totalCount]).toEqual([2, 4]);
  });

  it('finds networks, layers and units by their names', async () => {
    const { search } = await graph.data('{ search(text: "alexnet-2 conv3 17") { __typename ... on Unit { id } } }');
    expect(search).toEqual([{ __typename: 'Unit', id: 'unit:alexnet-2/conv3/17' }]);
  });
});

describe('ids', () => {
  const IDS = [
    'network:alexnet-1',
    'layer:alexnet-1/conv3',
    'unit:alexnet-1/conv3/17',
    'probe-set:digits',
    'stimulus:digits/12',
    'comparison:alexnet-1/conv3~alexnet-2/conv3~digits~all-positions',
    'comparison:alexnet-1/conv3~alexnet-2/conv5~digits~sampled-4-7',
  ];

  it('name the same object everywhere', async () => {
    const { nodes } = await graph.data('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: IDS });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(IDS);
  });

  it('give null where nothing is', async () => {
    const absent = ['network:nobody', 'layer:alexnet-1/conv9', 'unit:alexnet-1/conv3/96', 'stimulus:digits/1797'];
    const { nodes } = await graph.data('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: absent });
    expect(nodes).toEqual([null, null, null, null]);
  });

  it.each([
    '',
    'nonsense',
    'unit:alexnet-1',
    'unit:alexnet-1/conv3/x',
    'stimulus:digits/-1',
    'computation:12',
    'layer:a b/c',
  ])('that cannot be read say how ids look: %j', async (id) => {
    expect(await graph.error('query($id: ID!) { node(id: $id) { id } }', { id })).toMatch(
      /is not an id\. Such ids look like .*unit:alexnet-1\/conv3\/17/,
    );
  });

  it('of another kind are told apart', async () => {
    expect(
      await graph.error('{ compare(left: "network:alexnet-1", right: "layer:alexnet-2/conv1") { __typename } }'),
    ).toBe('"network:alexnet-1" is not the id of a layer. Such ids look like layer:alexnet-1/conv3.');
  });

  it('of networks that are not there name those that are', async () => {
    expect(
      await graph.error('{ compare(left: "layer:vgg/conv1", right: "layer:alexnet-2/conv1") { __typename } }'),
    ).toContain('There is no layer layer:vgg/conv1. Networks here: alexnet-1, ');
  });

  it('of layers that a network does not have name those that it has', async () => {
    expect(
      await graph.error('{ compare(left: "layer:alexnet-1/conv9", right: "layer:alexnet-2/conv1") { __typename } }'),
    ).toBe(
      'There is no layer layer:alexnet-1/conv9. Layers of alexnet-1: conv1, conv2, conv3, conv4, conv5, fc6, fc7, fc8.',
    );
  });
});

describe('connections', () => {
  it('give every unit once, page by page', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { node } = await graph.data(
        `query($after: String) { node(id: "layer:alexnet-1/conv3") { ... on Layer { units(first: 40, after: $after) {
           totalCount nodes { index } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`,
        { after },
      );
      expect(node.units.totalCount).toBe(96);
      expect(node.units.pageInfo.hasPreviousPage).toBe(seen.length > 0);
      seen.push(...node.units.nodes.map(({ index }: { index: number }) => index));
      after = node.units.pageInfo.hasNextPage ? node.units.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 96 }, (_, index) => index));
  });

  it.each([0, -1, 501])('refuse first: %i', async (first) => {
    expect(await graph.error('query($first: Int!) { networks(first: $first) { totalCount } }', { first })).toBe(
      `first: ${first} is out of range: ask for 1 to 500.`,
    );
  });

  it('refuse a cursor that is none', async () => {
    expect(await graph.error('{ networks(after: "abc") { totalCount } }')).toMatch(
      /^after: "abc" is no cursor of this server/,
    );
  });
});

describe('examples', () => {
  it('that were removed stay removed until they are restored', async () => {
    await graph.data('mutation { removeNetwork(id: "network:resnet-2") { removedId } }');
    expect(await graph.services.examples.loadNew()).toBe(0);
    expect((await graph.data('{ networks { totalCount } }')).networks.totalCount).toBe(5);
    const { restoreExamples } = await graph.data('mutation { restoreExamples { networks { slug } } }');
    expect(restoreExamples.networks).toHaveLength(6);
  });
});
