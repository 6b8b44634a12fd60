import { restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { sharedArray } from './sharedArrays.js';
import { type Task } from './task.js';
import { threads } from './threads.js';

/** Milliseconds between two looks at how far the lanes are. */
const LOOK_EVERY = 20;

/** Does one item: at once, or in steps where that may take long. */
type Work = (item: number) => Steps<void> | void;

/** What the lanes share: the next item that nobody works on yet; `STOPPED` once no lane is to go on. */
interface Queue<Common> {
  readonly common: Common;
  readonly next: Int32Array;
  readonly count: number;
}

/** Work on many items that is prepared once: each lane takes the next item until none is left. */
export interface LaneTask<Common> extends Task<Queue<Common>, number, void> {
  open(common: Common): Work;
}

/**
 * @param module `import.meta.url` of the module that exports it
 * @param name under which it is exported
 * @param open prepares a lane. @returns what does one item, and writes its results to shared arrays of `common`
 */
export function lanesOf<Common>(module: string, name: string, open: (common: Common) => Work): LaneTask<Common> {
  const run = ({ common, next, count }: Queue<Common>) => {
    const work = open(common);
    for (;;) {
      const item = Atomics.add(next, 0, 1);
      if (item >= count) return;
      for (const _ of work(item) ?? []) if (isStopped(next)) return;
    }
  };
  return { module, name, open, run };
}

/**
 * Does all items, in so many lanes side by side. @param report told the share that is begun; where it throws, no further item is
 * begun, those under way in steps are left where they are, and the error is thrown when all lanes have ended
 */
export async function runLanes<Common>(
  task: LaneTask<Common>,
  common: Common,
  count: number,
  lanes: number,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  if (Math.min(lanes, count, threads.count) <= 1) {
    const work = task.open(common);
    for (let item = 0; item < count; item++) {
      const steps = work(item);
      if (steps !== undefined) await restingBetween(steps);
      await report((item + 1) / count);
    }
    return report(1);
  }
  const next = sharedArray(Int32Array, 1);
  const all = [...new Array<number>(Math.min(lanes, count, threads.count)).keys()];
  let done = false;
  const running = threads.run(task, { common, next, count }, all).finally(() => {
    done = true;
  });
  running.catch(() => {});
  try {
    while (!done) {
      await Promise.race([running, pause()]);
      await report(Math.min(1, Atomics.load(next, 0) / count));
    }
  } finally {
    Atomics.store(next, 0, STOPPED);
    await running;
  }
}

/** More than there are items: no lane begins another one, nor takes the next step of one. */
const STOPPED = 2 ** 30;

function isStopped(next: Int32Array): boolean {
  return Atomics.load(next, 0) >= STOPPED;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}
