/**
 * Works on blocks in their order while the next one is read.
 * @param read one block, for `work` alone until that is done: of two blocks read one after another, neither may overwrite the other
 */
export async function readAhead<Block>(
  blocks: number,
  read: (index: number) => Promise<Block>,
  work: (block: Block, index: number) => Promise<void>,
): Promise<void> {
  let working: Promise<void> = Promise.resolve();
  try {
    for (let index = 0; index < blocks; index++) {
      const block = await read(index);
      await working;
      working = work(block, index);
      // That it failed is found where it is waited for, which may be after it did.
      working.catch(() => {});
    }
  } finally {
    await working;
  }
}
