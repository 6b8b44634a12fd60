import { rm } from 'node:fs/promises';
import { type Manifest, partsOfFile, Refusal, refusePickle } from '@unitgraph/analysis';
import type { ImportRecord } from '../catalog/records.js';
import { ComputeProcessEnded } from '../compute/childConnection.js';
import type { ComputeClient } from '../compute/computeClient.js';
import type { Limits } from '../environment.js';
import { lineOf } from '../errors.js';
import { type Draft, receiveDraft } from '../storage/receiveDraft.js';
import { StorageProblem } from '../storage/storageProblem.js';
import { checkRoom } from './checkRoom.js';
import { completeImport, type Place, readShard } from './completeImport.js';
import { Converter } from './converter.js';
import { NoSuchImport, OtherContent, otherBytes } from './importProblems.js';
import { planImport } from './planImport.js';
import { removeImport } from './removeImport.js';
import { shardKey } from './shardKey.js';
import { Turns } from './turns.js';

/** Shards that are received at once; others wait, so that drafts do not fill the disk. */
const AT_ONCE = 4;

/** A body on its way in, with its length where the client said it. */
export interface Upload {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly length: number | null;
}

/**
 * Recorded activations that come in as arrays: begun by a manifest, then shard by shard in any order, until all are there.
 * Nothing of an import is visible before all of it is. What was received outlives the server.
 */
export class Imports {
  readonly #converter: Converter;
  readonly #receiving = new Turns(AT_ONCE);
  /** One at a time for each import: what begins, ends or removes it. */
  readonly #steps = new Map<string, Turns>();
  #last: { readonly id: string; readonly manifest: Manifest } | undefined;

  constructor(
    readonly place: Place & { readonly compute: ComputeClient },
    readonly limits: Limits,
  ) {
    this.#converter = new Converter(place.store.home);
  }

  all(): Promise<ImportRecord[]> {
    return this.place.catalog.imports.all();
  }

  find(id: string): Promise<ImportRecord | undefined> {
    return this.place.catalog.imports.byId(id);
  }

  /**
   * Begins the import of a manifest, or goes on with it: shards whose files have gone since are to be sent again.
   * @throws Refusal that says what is wrong with the manifest
   */
  async begin(document: unknown): Promise<ImportRecord> {
    const { id, manifest, probeSet } = await planImport(document, this.place.catalog);
    return this.#step(id, async () => {
      const begunAt = new Date().toISOString();
      await this.place.catalog.imports.add({ id, begunAt, manifest, probeSet: probeSet.digest });
      const { shards } = await this.#get(id);
      for (const [shard, { problem }] of shards) {
        if (problem !== null || (await readShard(this.place.store, id, shard)) !== undefined) continue;
        await this.place.catalog.imports.forgetShard(id, shard);
      }
      return this.#settle(id, manifest);
    });
  }

  /**
   * Takes in one shard; the last one completes the import. The same shard twice is once.
   * @throws Refusal that names the shard and what is wrong with it; the import goes on without it
   */
  async receive(id: string, shard: number, upload: Upload): Promise<ImportRecord> {
    const manifest = await this.#manifestOf(id);
    const expected = manifest?.files[shard];
    if (manifest === undefined) throw NoSuchImport.of(id);
    if (expected === undefined)
      throw new NoSuchImport(
        `The import has no shard ${shard}: they go from 0 to ${manifest.files.length - 1}.`,
        'Number the files of the manifest in the order in which they are first named.',
      );
    return this.#receiving.take(async () => {
      const title = `Shard ${shard} (${expected.file})`;
      await checkRoom(this.place.store, manifest, shard, upload.length);
      if (expected.bytes !== null && upload.length !== null && expected.bytes !== upload.length)
        throw otherBytes(title, upload.length, expected.bytes);
      const draft = await receiveDraft(this.place.store, upload.chunks, this.limits.uploadBytes, (head) =>
        refusePickle(head, title),
      );
      try {
        return await this.#step(id, () => this.#takeIn(id, manifest, shard, draft));
      } finally {
        await rm(draft.path, { force: true });
      }
    });
  }

  /** Takes an import away, whether it is complete or not, with all that is here only because of it. */
  async remove(id: string): Promise<void> {
    await this.#step(id, async () => removeImport(this.place, await this.#get(id)));
  }

  /** Takes a recorded network away: all that was imported of it, and what is under way. */
  async removeNetwork(slug: string): Promise<void> {
    for (const { id, network } of await this.all()) if (network === slug) await this.remove(id);
    await this.place.catalog.networks.remove(slug);
  }

  async close(): Promise<void> {
    await this.#converter.close();
  }

  async #takeIn(id: string, manifest: Manifest, shard: number, draft: Draft): Promise<ImportRecord> {
    const { imports } = this.place.catalog;
    const { file, sha256, bytes } = manifest.files[shard] as Manifest['files'][number];
    const title = `Shard ${shard} (${file})`;
    const there = (await this.#get(id)).shards.get(shard);
    if (there !== undefined && there.problem === null) {
      if (there.sha256 === draft.digest) return this.#settle(id, manifest);
      throw new OtherContent(
        `${title} is there already, with other content: its SHA-256 is ${there.sha256}, and ${draft.digest} was sent.`,
        'Remove the import to begin anew.',
      );
    }
    const received = { sha256: draft.digest, bytes: draft.bytes };
    try {
      if (bytes !== null && draft.bytes !== bytes) throw otherBytes(title, draft.bytes, bytes);
      if (sha256 !== null && draft.digest !== sha256) {
        throw new Refusal(
          `${title} has the SHA-256 ${draft.digest} where the manifest says ${sha256}.`,
          'Send the file that the manifest means, or correct the manifest.',
        );
      }
      const parts = partsOfFile(manifest, shard);
      await this.#converter.convert({ path: draft.path, file: title, parts, key: shardKey(id, shard) });
    } catch (error) {
      // A full disk or a process that ended is no fault of the shard.
      if (error instanceof Refusal && !(error instanceof StorageProblem) && !(error instanceof ComputeProcessEnded))
        await imports.writeShard(id, shard, { ...received, problem: lineOf(error) });
      throw error;
    }
    await imports.writeShard(id, shard, { ...received, problem: null });
    return this.#settle(id, manifest);
  }

  /** Completes the import when all shards are there. */
  async #settle(id: string, manifest: Manifest): Promise<ImportRecord> {
    const { imports } = this.place.catalog;
    const { shards } = await this.#get(id);
    const sound = [...shards.values()].filter(({ problem }) => problem === null).length;
    if (sound < manifest.files.length) return this.#get(id);
    try {
      const missing = await completeImport(this.place, id, manifest);
      if (missing !== null) await imports.forgetShard(id, missing);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await imports.setProblem(id, lineOf(error));
    }
    return this.#get(id);
  }

  /** The manifest of an import; the last one is kept, since it may be large and every shard asks for it. */
  async #manifestOf(id: string): Promise<Manifest | undefined> {
    if (this.#last?.id !== id) {
      const manifest = await this.place.catalog.imports.manifest(id);
      if (manifest === undefined) return undefined;
      this.#last = { id, manifest };
    }
    return this.#last.manifest;
  }

  async #get(id: string): Promise<ImportRecord> {
    const record = await this.find(id);
    if (record === undefined) throw NoSuchImport.of(id);
    return record;
  }

  #step<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    let turns = this.#steps.get(id);
    if (turns === undefined) {
      turns = new Turns(1);
      this.#steps.set(id, turns);
    }
    return turns.take(work);
  }
}
