import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeNpy, Refusal, stimulusShape } from '@unitgraph/analysis';
import { lineOf } from '../errors.js';
import { type Registry, registerNetwork } from '../networks/registerNetwork.js';
import { idOf } from '../relay/globalId.js';
import { type ExampleFile, readExample } from './exampleFile.js';

/** Brings the example networks and probe sets into the catalog: each once, so that removed ones stay removed. */
export class ExampleLoader {
  constructor(
    readonly registry: Registry,
    /** Folder of example folders. */
    readonly folder: string,
  ) {}

  /** Loads what was never loaded before. Returns how many networks that were. */
  async loadNew(): Promise<number> {
    const loaded = new Set((await this.registry.catalog.settings.read('loadedExamples')) ?? []);
    return this.#load(loaded);
  }

  /** Loads all that is not there, removed ones included. Returns the slugs of the networks of all examples. */
  async restore(): Promise<string[]> {
    const { networks, probeSets } = this.registry.catalog;
    const there = [
      ...(await networks.all()).map(({ slug }) => idOf.network(slug)),
      ...(await probeSets.all()).map(({ slug }) => idOf.probeSet(slug)),
    ];
    await this.#load(new Set(there));
    return (await this.#examples()).flatMap((example) => example.networks.map(({ slug }) => slug));
  }

  async #load(skipped: Set<string>): Promise<number> {
    let count = 0;
    for (const example of await this.#examples()) {
      const probeSetId = idOf.probeSet(example.probeSet.slug);
      if (!skipped.has(probeSetId)) {
        await this.#loadProbeSet(example);
        skipped.add(probeSetId);
      }
      for (const network of example.networks) {
        const id = idOf.network(network.slug);
        if (skipped.has(id)) continue;
        await this.#loadNetwork(example, network);
        skipped.add(id);
        count += 1;
        // After each: a kill in between loses none and repeats none.
        await this.#remember(skipped);
      }
    }
    await this.#remember(skipped);
    return count;
  }

  async #remember(ids: ReadonlySet<string>): Promise<void> {
    const { settings } = this.registry.catalog;
    const before = (await settings.read('loadedExamples')) ?? [];
    await settings.write('loadedExamples', [...new Set([...before, ...ids])]);
  }

  async #examples(): Promise<ExampleFile[]> {
    const folders = await readdir(this.folder, { withFileTypes: true }).catch((error: unknown) => {
      throw new Refusal(
        `The folder of examples ${this.folder} cannot be read: ${lineOf(error)}.`,
        'Restore it from the repository, or set UNITGRAPH_EXAMPLES to a folder of examples, which may be empty.',
      );
    });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return Promise.all(names.sort().map((name) => readExample(join(this.folder, name))));
  }

  async #loadProbeSet({ folder, credit, probeSet }: ExampleFile): Promise<void> {
    const { store, catalog } = this.registry;
    const read = async (file: string): Promise<Uint8Array> => readFile(join(folder, file));
    const stimuli = await read(probeSet.stimuli);
    const { shape, type } = decodeNpy(stimuli, join(folder, probeSet.stimuli));
    const [count = 0, ...extents] = shape;
    const heldOut = await read(probeSet.heldOut);
    const marks = decodeNpy(heldOut, join(folder, probeSet.heldOut)).data as ArrayLike<number>;
    await catalog.probeSets.add({
      slug: probeSet.slug,
      name: probeSet.name,
      digest: await store.writeBlob(stimuli),
      count,
      shape: stimulusShape(extents),
      maximum: probeSet.maximum,
      classes: probeSet.classes,
      credit,
      labelsBlob: await store.writeBlob(await read(probeSet.labels)),
      heldOutBlob: await store.writeBlob(heldOut),
      stimuliType: type,
      heldOutCount: Array.from(marks).filter((mark) => mark === 1).length,
    });
  }

  async #loadNetwork({ folder }: ExampleFile, network: ExampleFile['networks'][number]): Promise<void> {
    if ((await this.registry.catalog.networks.bySlug([network.slug])).length > 0) return;
    const { slug, name, architecture, preprocessing, heldOutAccuracy: statedAccuracy } = network;
    try {
      const file = await this.registry.store.writeBlob(await readFile(join(folder, network.file)));
      await registerNetwork(this.registry, { file, slug, name, architecture, preprocessing, statedAccuracy });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(`The example ${join(folder, network.file)} was refused: ${error.message}`, error.remedy);
    }
  }
}
