import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';

/** What benchmarks share. */
const HELPERS = ['product', 'rows', 'processorSeconds'];

/** What takes many minutes, gigabytes, or networks that have to be made first: only run when named. */
const LONG = ['architectures', 'cancel', 'largeImport'];

/** What has no smaller size that would still mean anything. */
const NOT_QUICK = ['coldPage'];

/**
 * Which benchmarks run: those named, else all that are not long.
 * @returns `chosen`, `left` out of all there are, and names that are `unknown`
 */
export function chosenBenchmarks(named, quick) {
  const all = readdirSync(join(root, 'benchmarks'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.replace('.mjs', ''))
    .filter((name) => !HELPERS.includes(name))
    .sort();
  const usual = all.filter((name) => !LONG.includes(name) && !(quick && NOT_QUICK.includes(name)));
  const chosen = named.length === 0 ? usual : all.filter((name) => named.includes(name));
  return {
    chosen,
    left: all.filter((name) => !chosen.includes(name)),
    unknown: named.filter((name) => !all.includes(name)),
  };
}
