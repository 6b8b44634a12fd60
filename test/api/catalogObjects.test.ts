import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const slugs = async () => (await graph.services.objects.networks()).map(({ slug }) => slug);

describe('networks and probe sets as objects', () => {
  it('are the same ones as long as the catalog stands still, one by one and together', async () => {
    const { objects, catalog } = graph.services;
    const before = catalog.changes.count;
    const all = await objects.networks();
    const one = (await objects.networksBySlug(['alexnet-1', 'nobody'])).get('alexnet-1');
    expect(one).toBe(all.find(({ slug }) => slug === 'alexnet-1'));
    expect(await objects.networks()).toBe(all);
    expect(await objects.probeSets()).toBe(await objects.probeSets());
    // Computing writes to the catalog, and changes nothing of these.
    await graph.data('{ node(id: "layer:alexnet-1/fc6") { ... on Layer { summary { __typename } } } }');
    await graph.services.compute.computations.flush();
    expect(catalog.changes.count).toBe(before);
    expect(await objects.networks()).toBe(all);
  });

  it('are read anew after each change, those asked for at the same time included', async () => {
    const { objects, catalog } = graph.services;
    const old = (await objects.networksBySlug(['alexnet-4'])).get('alexnet-4');
    const record = (await catalog.networks.bySlug(['alexnet-4']))[0];
    if (record === undefined) throw new Error('alexnet-4 is not there.');
    const [, during] = await Promise.all([catalog.networks.remove('alexnet-4'), slugs()]);
    expect(during.length).toBeGreaterThanOrEqual(5);
    expect(await slugs()).not.toContain('alexnet-4');
    expect((await objects.networksBySlug(['alexnet-4'])).get('alexnet-4')).toBeUndefined();
    await catalog.networks.add({ ...record, name: 'Anew' });
    const anew = (await objects.networksBySlug(['alexnet-4'])).get('alexnet-4');
    expect([anew?.name, anew === old]).toEqual(['Anew', false]);
    expect(await slugs()).toContain('alexnet-4');
  });

  it('are never from before a change that ended, whoever read while it ran', async () => {
    const { objects, catalog } = graph.services;
    const [first] = await catalog.probeSets.all();
    if (first === undefined) throw new Error('There is no probe set.');
    for (let round = 0; round < 20; round++) {
      const extra = { ...first, slug: `extra-${round}` };
      await catalog.probeSets.add(extra);
      const removed = catalog.probeSets.remove(extra.slug);
      // At every step of the way of the write, a reader.
      for (let step = 0; step < round; step++) await Promise.resolve();
      const reading = objects.probeSets();
      await Promise.all([removed, reading]);
      expect((await objects.probeSets()).map(({ slug }) => slug)).not.toContain(extra.slug);
    }
  });

  it('that a mutation removes are gone for the next operation, and restored ones are back', async () => {
    const { removeNetwork } = await graph.data('mutation { removeNetwork(id: "network:alexnet-3") { __typename } }');
    expect(removeNetwork.__typename).toBeDefined();
    expect(
      await graph.error('{ compare(left: "layer:alexnet-3/fc6", right: "layer:alexnet-1/fc6") { __typename } }'),
    ).toMatch(/no layer layer:alexnet-3/);
    await graph.data('mutation { restoreExamples { __typename } }');
    expect(await slugs()).toContain('alexnet-3');
  });
});
