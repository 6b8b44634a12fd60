/**
 * Where bytes live. Two name spaces: `values` (derived values, by the derivation's key) and `blobs` (models, stimuli,
 * shards of recordings, by the SHA-256 of their content). A write is all or nothing: readers never see half a file,
 * and a crash leaves at most a file under a temporary name.
 */
export interface Store {
  hasValue(key: string): Promise<boolean>;
  /** Undefined when there is no such value. */
  readValue(key: string): Promise<Uint8Array | undefined>;
  writeValue(key: string, bytes: Uint8Array): Promise<void>;
  removeValue(key: string): Promise<void>;

  /** Bytes of the blob, or undefined when there is none. */
  sizeOfBlob(digest: string): Promise<number | undefined>;
  /** Throws `MissingBlob` when there is none. */
  readBlob(digest: string): Promise<Uint8Array>;
  /**
   * The same into memory that is there already, where the store has the bytes elsewhere: new memory is cleared first, which takes as long as
   * to fill it. Returns how many bytes were read: fewer than `into` has where the blob is shorter; what is behind them is not read.
   */
  readBlobInto?(digest: string, into: Uint8Array): Promise<number>;
  /** Returns the digest. Writing content that is already there costs only the digest. */
  writeBlob(bytes: Uint8Array): Promise<string>;
  removeBlob(digest: string): Promise<void>;
  /** Where a person would find the blob: for messages only. */
  describeBlob(digest: string): string;
}
