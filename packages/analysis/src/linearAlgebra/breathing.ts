import { AsyncLocalStorage } from 'node:async_hooks';

/** Milliseconds that other work of this thread may be kept waiting. */
const LONG = 50;

/** Emptied when the computation ends: threads that it started remember it for as long as they live. */
interface Resting {
  rest: (() => Promise<void>) | undefined;
}

const rests = new AsyncLocalStorage<Resting>();

/**
 * Runs a computation whose long stretches of algebra call `rest` now and then, however deep inside: it may do something else meanwhile, or
 * throw to end the computation.
 */
export async function restingBy<Result>(rest: () => Promise<void>, run: () => Promise<Result>): Promise<Result> {
  const resting: Resting = { rest };
  try {
    return await rests.run(resting, run);
  } finally {
    resting.rest = undefined;
  }
}

/** A function to await now and then in long work: lets other work of this thread run where it has waited long. */
export function breathing(): () => Promise<void> {
  const rest = rests.getStore()?.rest ?? (() => new Promise<void>((resolve) => setImmediate(resolve)));
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONG) return;
    await rest();
    since = performance.now();
  };
}
