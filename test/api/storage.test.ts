import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MissingBlob, packBundle } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectBlobs } from '../../apps/server/dist/storage/collectBlobs.js';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';
import { receiveBlob } from '../../apps/server/dist/storage/receiveBlob.js';
import { TooLarge } from '../../apps/server/dist/storage/receiveDraft.js';
import { storageProblem } from '../../apps/server/dist/storage/storageProblem.js';

let home: string;
let store: FolderStore;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'unitgraph-store-'));
  store = new FolderStore(home);
  await store.prepare();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const KEY = 'ab'.repeat(32);

describe('the folder store', () => {
  it('gives back what was written, and knows what is not there', async () => {
    expect(await store.readValue(KEY)).toBeUndefined();
    await store.writeValue(KEY, bytes('a value'));
    expect(new TextDecoder().decode(await store.readValue(KEY))).toBe('a value');
    expect(existsSync(join(home, 'store/values/ab', KEY))).toBe(true);
    const digest = await store.writeBlob(bytes('a blob'));
    expect(await store.sizeOfBlob(digest)).toBe(6);
    expect(new TextDecoder().decode(await store.readBlobRange(digest, 2, 6))).toBe('blob');
    await store.removeBlob(digest);
    await expect(store.readBlob(digest)).rejects.toBeInstanceOf(MissingBlob);
  });

  it('mends a blob that was cut off when the same content is written again', async () => {
    const digest = await store.writeBlob(bytes('whole content'));
    writeFileSync(store.pathOfBlob(digest), 'whole');
    expect(await store.writeBlob(bytes('whole content'))).toBe(digest);
    expect(await store.sizeOfBlob(digest)).toBe(13);
  });

  it.each(['../../etc/passwd', '', 'AB'.repeat(32), 'x'.repeat(64)])(
    'knows no name that is no digest: %j',
    async (name) => {
      expect(await store.readValue(name)).toBeUndefined();
      expect(await store.sizeOfBlob(name)).toBeUndefined();
      await expect(store.readBlob(name)).rejects.toBeInstanceOf(MissingBlob);
    },
  );

  it('clears at its start what a crash left half written', async () => {
    const leftover = join(store.temporary, 'leftover');
    writeFileSync(leftover, 'half');
    await store.prepare();
    expect(existsSync(leftover)).toBe(false);
    expect(await store.hasValue(KEY)).toBe(true);
  });

  it('takes uploads up to a limit, and keeps nothing of larger ones', async () => {
    async function* parts(count: number): AsyncGenerator<Uint8Array> {
      for (let part = 0; part < count; part++) yield new Uint8Array(1000).fill(part);
    }
    const { digest, bytes: size } = await receiveBlob(store, parts(3), 3000);
    expect([size, await store.sizeOfBlob(digest)]).toEqual([3000, 3000]);
    const before = await store.measure();
    await expect(receiveBlob(store, parts(4), 3000)).rejects.toBeInstanceOf(TooLarge);
    expect(await store.measure()).toEqual(before);
  });

  it.each([
    ['ENOSPC', /is full.*UNITGRAPH_HOME/],
    ['EROFS', /cannot be written \(EROFS\).*UNITGRAPH_HOME/],
    ['EACCES', /cannot be written \(EACCES\).*UNITGRAPH_HOME/],
  ])('says in words what the operating system says in letters: %s', (code, words) => {
    const problem = storageProblem(Object.assign(new Error(code), { code }), '/data') as Error & { remedy: string };
    expect(`${problem.message} ${problem.remedy}`).toMatch(words);
    expect(problem.message).toContain('/data');
  });
});

describe('what nothing names', () => {
  it('is removed, and what the catalog or a value names is kept', async () => {
    const [model, shard, orphan] = await Promise.all(
      ['a model', 'a shard', 'an orphan'].map((text) => store.writeBlob(bytes(text))),
    );
    await store.writeValue('cd'.repeat(32), packBundle({ shards: [{ digest: shard }] }));
    const { blobs } = await collectBlobs(store, [model as string], 3_600_000);
    expect(blobs).toBe(0);
    const before = await store.measure();
    // Everything is old a moment in the future.
    const freed = await collectBlobs(store, [model as string], -1000);
    expect(freed.blobs).toBeGreaterThan(0);
    expect((await store.measure()).bytes).toBe(before.bytes - freed.bytes);
    const sizes = await Promise.all([model, shard, orphan].map((digest) => store.sizeOfBlob(digest as string)));
    expect(sizes).toEqual([7, 7, undefined]);
  });
});
