import type { Catalog } from './catalog/catalog.js';
import type { NetworkRecord } from './catalog/records.js';
import { Network } from './networks/network.js';
import { ProbeSet } from './stimuli/probeSet.js';

/** What was read since the catalog last changed. */
interface Read {
  readonly at: number;
  readonly networks: Map<string, Network>;
  all: Promise<readonly Network[]> | undefined;
  probeSets: Promise<readonly ProbeSet[]> | undefined;
}

/**
 * Networks and probe sets of the catalog as objects of the graph: read once, and the same ones for all operations until the
 * catalog changes. With them lives what is remembered by layer: units, and derivations, whose keys cost hashes.
 */
export class CatalogObjects {
  #read: Read;

  constructor(readonly catalog: Catalog) {
    this.#read = this.#nothing();
  }

  /** Those of the slugs that are there. */
  async networksBySlug(slugs: readonly string[]): Promise<ReadonlyMap<string, Network>> {
    const read = this.#current();
    const missing = slugs.filter((slug) => !read.networks.has(slug));
    if (missing.length > 0) this.#add(read, await this.catalog.networks.bySlug(missing));
    return read.networks;
  }

  /** All of them, in the order of import. */
  networks(): Promise<readonly Network[]> {
    const read = this.#current();
    read.all ??= this.catalog.networks.all().then((records) => this.#add(read, records));
    return read.all;
  }

  /** All of them, in the order in which they were added. */
  probeSets(): Promise<readonly ProbeSet[]> {
    const read = this.#current();
    read.probeSets ??= this.catalog.probeSets.all().then((records) => records.map((record) => new ProbeSet(record)));
    return read.probeSets;
  }

  #current(): Read {
    if (this.#read.at !== this.catalog.changes.count) this.#read = this.#nothing();
    return this.#read;
  }

  #nothing(): Read {
    return { at: this.catalog.changes.count, networks: new Map(), all: undefined, probeSets: undefined };
  }

  /** One object for one slug, whoever read it first. */
  #add({ networks }: Read, records: readonly NetworkRecord[]): Network[] {
    return records.map((record) => {
      const network = networks.get(record.slug) ?? new Network(record);
      networks.set(record.slug, network);
      return network;
    });
  }
}
