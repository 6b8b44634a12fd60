import DataLoader from 'dataloader';
import type { CatalogObjects } from './catalogObjects.js';
import { notFound } from './errors.js';
import { type Layer, layersOf } from './layers/layer.js';
import type { Network } from './networks/network.js';
import { idOf, type LayerName, parseId } from './relay/globalId.js';
import type { ProbeSet } from './stimuli/probeSet.js';

/** Names of layers that a message lists: networks may have hundreds. */
const MOST_NAMED = 16;

/**
 * Looks things up in the catalog for one operation: each once, those asked for together in one query. What it found stays the same
 * object until the operation ends, even where the catalog changes meanwhile.
 */
export class Loaders {
  readonly #bySlug: DataLoader<string, Network | undefined>;
  #networks: Promise<Network[]> | undefined;
  #probeSets: Promise<readonly ProbeSet[]> | undefined;

  constructor(readonly objects: CatalogObjects) {
    this.#bySlug = new DataLoader(async (slugs) => {
      const networks = await objects.networksBySlug(slugs);
      return slugs.map((slug) => networks.get(slug));
    });
  }

  network(slug: string): Promise<Network | undefined> {
    return this.#bySlug.load(slug);
  }

  /** All of them, in the order of import: the same objects as one by one. */
  networks(): Promise<Network[]> {
    this.#networks ??= this.objects.networks().then(async (all) => {
      for (const network of all) this.#bySlug.prime(network.slug, network);
      const networks = await Promise.all(all.map(({ slug }) => this.network(slug)));
      return networks.filter((network) => network !== undefined);
    });
    return this.#networks;
  }

  async layer(name: LayerName): Promise<Layer | undefined> {
    const network = await this.network(name.network);
    return network && layersOf(network).find((layer) => layer.name === name.layer);
  }

  probeSets(): Promise<readonly ProbeSet[]> {
    this.#probeSets ??= this.objects.probeSets();
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
    const found = await this.network(network);
    if (found === undefined) return this.#missing(idOf.layer(network, layer), 'layer');
    return (await this.layer({ network, layer })) ?? missingLayer(idOf.layer(network, layer), found);
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

/** The network is there: what helps are the names of its layers. */
function missingLayer(id: string, network: Network): never {
  const names = layersOf(network).map(({ name }) => name);
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  throw notFound(
    `There is no layer ${id}. Layers of ${network.slug}: ${names.slice(0, MOST_NAMED).join(', ')}${more}.`,
  );
}
