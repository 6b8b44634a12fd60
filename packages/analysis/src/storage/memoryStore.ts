import { createHash } from 'node:crypto';
import { MissingBlob } from '../errors.js';
import type { Store } from './store.js';

/** A store that is gone with the process: for tests, and for results that nobody wants to keep. */
export class MemoryStore implements Store {
  readonly values = new Map<string, Uint8Array>();
  readonly blobs = new Map<string, Uint8Array>();

  async hasValue(key: string): Promise<boolean> {
    return this.values.has(key);
  }
  async readValue(key: string): Promise<Uint8Array | undefined> {
    return this.values.get(key);
  }
  async writeValue(key: string, bytes: Uint8Array): Promise<void> {
    this.values.set(key, bytes);
  }
  async removeValue(key: string): Promise<void> {
    this.values.delete(key);
  }
  async sizeOfBlob(digest: string): Promise<number | undefined> {
    return this.blobs.get(digest)?.byteLength;
  }
  async readBlob(digest: string): Promise<Uint8Array> {
    const bytes = this.blobs.get(digest);
    if (bytes === undefined) throw new MissingBlob(this.describeBlob(digest));
    return bytes;
  }
  async writeBlob(bytes: Uint8Array): Promise<string> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    this.blobs.set(digest, bytes);
    return digest;
  }
  async removeBlob(digest: string): Promise<void> {
    this.blobs.delete(digest);
  }
  describeBlob(digest: string): string {
    return `${digest} (in memory)`;
  }
}
