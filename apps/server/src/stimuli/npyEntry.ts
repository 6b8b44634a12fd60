import { bytesInMemory, ELEMENT_BYTES, productOf, Refusal, readNpyHeader } from '@unitgraph/analysis';
import type { FolderStore } from '../storage/folderStore.js';

/** More than headers of `.npy` files are long. */
const HEAD = 2 ** 17;

const TYPES = {
  bool: Uint8Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** One entry of the first axis of an array. */
export interface ArrayEntry {
  readonly data: ArrayLike<number | bigint>;
  /** Of the whole array. */
  readonly shape: readonly number[];
}

/**
 * Reads one entry of a `.npy` blob, and nothing else of it, however large it is.
 * @throws Refusal where it is no such file, or has no such entry
 */
export async function readEntry(store: FolderStore, blob: string, index: number): Promise<ArrayEntry> {
  const name = `The stimuli ${store.describeBlob(blob)}`;
  const size = await store.sizeOfBlob(blob);
  const head = await store.readBlobRange(blob, 0, Math.min(HEAD, size ?? HEAD));
  const { type, bigEndian, fortranOrder, shape, start, size: said } = readNpyHeader(bytesInMemory(head), name);
  const Elements = type in TYPES ? TYPES[type as keyof typeof TYPES] : undefined;
  if (Elements === undefined || (bigEndian && ELEMENT_BYTES[type] > 1) || fortranOrder || said !== size) {
    throw new Refusal(
      `${name} are ${type} in an order that is not read, or cut off.`,
      'Restore the examples, or import the probe set again.',
    );
  }
  const count = productOf(shape.slice(1));
  if (!(index >= 0 && index < (shape[0] ?? 0))) throw new Refusal(`${name} have no entry ${index}.`, 'Name another.');
  const from = start + index * count * Elements.BYTES_PER_ELEMENT;
  const bytes = await store.readBlobRange(blob, from, from + count * Elements.BYTES_PER_ELEMENT);
  // A copy, so that it begins where its type may begin.
  return { data: new Elements(Uint8Array.from(bytes).buffer, 0, count), shape };
}
