import DataLoader from 'dataloader';
import type { Catalog } from './catalog/catalog.js';
import { notFound } from './errors.js';
import { type Layer, layersOf } from './layers/layer.js';
import { Network } from './networks/network.js';
import { idOf, type LayerName, parseId } from './relay/globalId.js';
import { ProbeSet } from './stimuli/probeSet.js';

/** Looks things up in the catalog for one operation: each once, those asked for together in one query. */
export class Loaders {
  readonly #bySlug: DataLoader<string, Network | undefined>;
  #networks: Promise<Network[]> | undefined;
  #probeSets: Promise<ProbeSet[]> | undefined;

  constructor(readonly catalog: Catalog) {
    this.#bySlug = new DataLoader(async (slugs) => {
      const found = await catalog.networks.bySlug(slugs);
      const networks = new Map(found.map((record) => [record.slug, new Network(record)]));
      return slugs.map((slug) => networks.get(slug));
    });
  }

  network(slug: string): Promise<Network | undefined> {
    return this.#bySlug.load(slug);
  }

  /** All of them, in the order of import: the same objects as one by one. */
  networks(): Promise<Network[]> {
    this.#networks ??= this.catalog.networks.all().then(async (records) => {
      for (const record of records) this.#bySlug.prime(record.slug, new Network(record));
      const networks = await Promise.all(records.map(({ slug }) => this.network(slug)));
      return networks.filter((network) => network !== undefined);
    });
    return this.#networks;
  }

  async layer(name: LayerName): Promise<Layer | undefined> {
    const network = await this.network(name.network);
    return network && layersOf(network).find((layer) => layer.name === name.layer);
  }

  probeSets(): Promise<ProbeSet[]> {
    this.#probeSets ??= this.catalog.probeSets.all().then((records) => records.map((record) => new ProbeSet(record)));
    return this.#probeSets;
  }

  async probeSet(slug: string): Promise<ProbeSet | undefined> {
    return (await this.probeSets()).find((probeSet) => probeSet.slug === slug);
  }

  /** @throws a GraphQL error that names the id. */
  async networkOfId(id: string): Promise<Network> {
    const { network } = parseId(id, 'network');
    return (await this.network(network)) ?? this.#missing(id, 'network');
  }

  async layerOfId(id: string): Promise<Layer> {
    const { network, layer } = parseId(id, 'layer');
    return (await this.layer({ network, layer })) ?? this.#missing(idOf.layer(network, layer), 'layer');
  }

  async probeSetOfId(id: string): Promise<ProbeSet> {
    const { probeSet } = parseId(id, 'probe-set');
    return (await this.probeSet(probeSet)) ?? this.#missing(id, 'probe set');
  }

  async #missing(id: string, what: string): Promise<never> {
    const networks = (await this.networks()).map(({ slug }) => slug).join(', ') || 'none';
    const probeSets = (await this.probeSets()).map(({ slug }) => slug).join(', ') || 'none';
    const there = what === 'probe set' ? `Probe sets here: ${probeSets}.` : `Networks here: ${networks}.`;
    throw notFound(`There is no ${what} ${id}. ${there}`);
  }
}
