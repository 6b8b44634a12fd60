/**
 * A computation that any thread can do: a function of plain data, found by the module that exports it under its own name. Large
 * arrays come in shared memory (`sharedArrays.ts`), so that nothing is copied, and results may be written there.
 */
export interface Task<Common, Item, Result> {
  readonly module: string;
  readonly name: string;
  run(common: Common, item: Item): Result | Promise<Result>;
}

/**
 * @param module `import.meta.url` of the module that exports the task
 * @param name under which it is exported
 */
export function taskOf<Common, Item, Result>(
  module: string,
  name: string,
  run: (common: Common, item: Item) => Result | Promise<Result>,
): Task<Common, Item, Result> {
  return { module, name, run };
}

/** Entries `first` up to `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** So many entries, cut into at most so many parts of nearly equal size, none empty. */
export function rangesOf(count: number, parts: number): Range[] {
  const used = Math.max(1, Math.min(parts, count));
  return Array.from({ length: used }, (_, index) => ({
    first: Math.floor((index * count) / used),
    end: Math.floor(((index + 1) * count) / used),
  }));
}
