import { sharedArray } from './sharedArrays.js';
import { type Task } from './task.js';
import { threads } from './threads.js';

/** Milliseconds between two looks at how far the lanes are. */
const LOOK_EVERY = 20;

/** Items between two reports where there is one lane. */
const REPORT_EVERY = 4;

/** What the lanes share: the next item that nobody works on yet. */
interface Queue<Common> {
  readonly common: Common;
  readonly next: Int32Array;
  readonly count: number;
}

/** Work on many items that is prepared once: each lane takes the next item until none is left. */
export interface LaneTask<Common> extends Task<Queue<Common>, number, void> {
  open(common: Common): (item: number) => void;
}

/**
 * @param module `import.meta.url` of the module that exports it
 * @param name under which it is exported
 * @param open prepares a lane. @returns what does one item, and writes its results to shared arrays of `common`
 */
export function lanesOf<Common>(
  module: string,
  name: string,
  open: (common: Common) => (item: number) => void,
): LaneTask<Common> {
  const run = ({ common, next, count }: Queue<Common>) => {
    const work = open(common);
    for (;;) {
      const item = Atomics.add(next, 0, 1);
      if (item >= count) return;
      work(item);
    }
  };
  return { module, name, open, run };
}

/**
 * Does all items, in so many lanes side by side. @param report told the share that is begun; where it throws, no further item is
 * begun, and the error is thrown when those under way are done
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
      work(item);
      if (item % REPORT_EVERY === 0) await report((item + 1) / count);
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
    Atomics.store(next, 0, count);
    await running;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}
