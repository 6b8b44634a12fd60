import { type SharedMemory, sharedMemory } from '../webAssembly/assembler.js';

/** More than this is not kept. */
const MOST_BYTES = 2 ** 28;

let kept: SharedMemory | undefined;

/** Memory of at least so many bytes, with anything in it: the one returned last where it is large enough, since memories are freed late. */
export function borrowMemory(bytes: number): SharedMemory {
  const memory = kept !== undefined && kept.buffer.byteLength >= bytes ? kept : sharedMemory(bytes);
  kept = undefined;
  return memory;
}

/** To be called once no thread uses it any more. Memory that is never returned, as after an error, is only lost to the next. */
export function returnMemory(memory: SharedMemory): void {
  if (memory.buffer.byteLength > (kept?.buffer.byteLength ?? 0) && memory.buffer.byteLength <= MOST_BYTES)
    kept = memory;
}
