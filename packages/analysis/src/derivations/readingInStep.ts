import { Cancelled } from '../errors.js';
import type { Store } from '../storage/store.js';
import type { Recording } from './values.js';

/** Shards of one recording that are kept at least for those who have not come to them yet: 32 MiB. */
const KEPT = 2;

/** The files of one recording in their order. */
interface Files {
  readonly digests: readonly string[];
  /** Bytes of the largest. */
  readonly largest: number;
  /** Who reads it, and how far each has come: the last place that it took, or passed. */
  readonly reached: Map<Reader, number>;
  /** How many of them are kept at most. */
  limit: number;
  /** By place, what is kept, in the order of reading. */
  readonly kept: Map<number, Promise<Uint8Array>>;
}

/** One of the computations that read. */
interface Reader {
  readonly reads: Set<Files>;
  readonly waiting: Set<Waiting>;
}

interface Waiting {
  readonly files: Files;
  readonly place: number;
  resolve(bytes: Promise<Uint8Array>): void;
  reject(error: Error): void;
}

/**
 * Lets computations that run side by side read the same recordings in step, so that what each reads for itself is read once for all. A
 * shard is kept until all who read the recording have come to it, and who is ahead waits: memory is bounded however long recordings are.
 * Only where all wait for each other, since they read in different orders, is one let go on, and what it passes is read again for
 * the others. What a computation reads is the same as by itself, whoever reads beside it.
 */
export class ReadingInStep {
  readonly #places = new Map<string, { readonly files: Files; readonly place: number }>();
  readonly #files = new Set<Files>();
  readonly #readers: Set<Reader>;
  readonly #all: readonly Reader[];

  /**
   * @param reads the recordings that each of the computations reads
   * @param spare bytes for shards that are kept besides: so that fewer are read again where orders differ
   */
  constructor(
    readonly store: Store,
    reads: readonly (readonly Recording[])[],
    spare = 0,
  ) {
    this.#all = reads.map(() => ({ reads: new Set(), waiting: new Set() }));
    this.#readers = new Set(this.#all);
    for (const [index, recordings] of reads.entries())
      for (const recording of recordings) this.#join(this.#all[index] as Reader, recording);
    for (const files of this.#files) files.limit += Math.floor(Math.max(0, spare) / this.#files.size / files.largest);
  }

  /** The store as one of the computations should see it. */
  storeOf(index: number): Store {
    const { store } = this;
    const reader = this.#all[index] as Reader;
    return {
      hasValue: (key) => store.hasValue(key),
      readValue: (key) => store.readValue(key),
      writeValue: (key, bytes) => store.writeValue(key, bytes),
      removeValue: (key) => store.removeValue(key),
      sizeOfBlob: (digest) => store.sizeOfBlob(digest),
      readBlob: (digest) => this.#read(reader, digest),
      writeBlob: (bytes) => store.writeBlob(bytes),
      removeBlob: (digest) => store.removeBlob(digest),
      describeBlob: (digest) => store.describeBlob(digest),
    };
  }

  /** That computation has ended: nobody waits for it any more. */
  leave(index: number): void {
    const reader = this.#all[index] as Reader;
    this.#readers.delete(reader);
    for (const { reached } of reader.reads) reached.delete(reader);
    this.#advance();
  }

  /** Ends the waiting of a computation that nobody wants any more. */
  stop(index: number): void {
    const { waiting } = this.#all[index] as Reader;
    for (const each of waiting) each.reject(new Cancelled('Reading that nobody wants any more'));
    waiting.clear();
  }

  #join(reader: Reader, { shards }: Recording): void {
    const [first] = shards;
    if (first === undefined) return;
    let files = this.#places.get(first.digest)?.files;
    if (files === undefined) {
      files = {
        digests: shards.map(({ digest }) => digest),
        largest: Math.max(...shards.map(({ bytes }) => bytes)),
        ...{ limit: KEPT, reached: new Map(), kept: new Map() },
      };
      this.#files.add(files);
      for (const [place, digest] of files.digests.entries())
        if (!this.#places.has(digest)) this.#places.set(digest, { files, place });
    }
    files.reached.set(reader, -1);
    reader.reads.add(files);
  }

  #read(reader: Reader, digest: string): Promise<Uint8Array> {
    const found = this.#places.get(digest);
    // Other blobs, and recordings that it did not say that it reads, are nobody else's business.
    if (found === undefined || !reader.reads.has(found.files)) return this.store.readBlob(digest);
    return new Promise((resolve, reject) => {
      reader.waiting.add({ ...found, resolve, reject });
      // Who reads ascending does not come back to what it left out.
      reach(reader, found.files, found.place - 1);
      this.#advance();
    });
  }

  /** Gives shards to all who can have theirs. */
  #advance(): void {
    for (let given = true; given; ) {
      given = false;
      for (const reader of this.#readers)
        for (const waiting of [...reader.waiting]) if (this.#give(reader, waiting)) given = true;
      if (!given && this.#allWait) given = this.#makeRoom();
    }
  }

  #give(reader: Reader, waiting: Waiting): boolean {
    const { files, place } = waiting;
    const bytes = files.kept.get(place) ?? this.#load(files, place);
    if (bytes === undefined) return false;
    reader.waiting.delete(waiting);
    reach(reader, files, place);
    waiting.resolve(bytes);
    return true;
  }

  /** @returns nothing where all that is kept is waited for */
  #load(files: Files, place: number): Promise<Uint8Array> | undefined {
    if (files.kept.size >= files.limit) {
      const done = [...files.kept.keys()].find((kept) => !isAwaited(files, kept));
      if (done === undefined) return undefined;
      files.kept.delete(done);
    }
    const bytes = this.store.readBlob(files.digests[place] as string);
    files.kept.set(place, bytes);
    // What could not be read is tried anew for who comes next.
    bytes.catch(() => files.kept.get(place) === bytes && files.kept.delete(place));
    return bytes;
  }

  get #allWait(): boolean {
    return this.#readers.size > 0 && [...this.#readers].every(({ waiting }) => waiting.size > 0);
  }

  /** Forgets what others wait for, always of the first recording: so it is gone through to its end, and no other is read again. */
  #makeRoom(): boolean {
    for (const files of this.#files) {
      const [oldest] = files.kept.keys();
      const isStuck = [...this.#readers].some(({ waiting }) => [...waiting].some((each) => each.files === files));
      if (isStuck && oldest !== undefined) return files.kept.delete(oldest);
    }
    return false;
  }
}

function reach(reader: Reader, { reached }: Files, place: number): void {
  if (place > (reached.get(reader) as number)) reached.set(reader, place);
}

/** Whether somebody has yet to come to that shard. */
function isAwaited({ reached }: Files, place: number): boolean {
  for (const last of reached.values()) if (last < place) return true;
  return false;
}
