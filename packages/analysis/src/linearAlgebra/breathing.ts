import { AsyncLocalStorage } from 'node:async_hooks';

/** Milliseconds that other work of this thread may be kept waiting. */
const LONG = 50;

/** Operations between two looks at the clock: some milliseconds of plain arithmetic. */
export const LOOK_EVERY = 2 ** 22;

/** How a test watches a computation. */
export interface Watched {
  /** In place of `LOOK_EVERY`. */
  readonly lookEvery: number;
  /** Told how much was done since the last look, answers whether it is time to rest: in place of the clock. */
  onLook(operations: number): boolean;
}

/**
 * Rests of one computation, however deep inside of it: work is counted, and the clock looked at when there was much of it, so that
 * inner loops cost nothing.
 */
export class Breath {
  #done = 0;
  #since = performance.now();
  #rest: (() => Promise<void>) | undefined;

  constructor(
    rest?: () => Promise<void>,
    readonly watched?: Watched,
  ) {
    this.#rest = rest;
  }

  /**
   * To be called between two steps of long work. No step may be longer than some ten million operations.
   * @param operations about how many there were since the last call
   * @returns whether to `await take()` before going on
   */
  due(operations: number): boolean {
    this.#done += operations;
    return this.#done >= (this.watched?.lookEvery ?? LOOK_EVERY) && this.#look();
  }

  /** Lets other work of this thread run. @throws what ends the computation */
  async take(): Promise<void> {
    await (this.#rest?.() ?? new Promise<void>((resolve) => setImmediate(resolve)));
    this.#since = performance.now();
  }

  /** The computation has ended: threads that it started remember it for as long as they live. */
  end(): void {
    this.#rest = undefined;
  }

  #look(): boolean {
    const done = this.#done;
    this.#done = 0;
    return this.watched?.onLook(done) ?? performance.now() - this.#since >= LONG;
  }
}

const breaths = new AsyncLocalStorage<Breath>();

/** Of work that belongs to no computation. */
const nobodys = new Breath();

/**
 * Runs a computation whose long stretches call `rest` now and then, however deep inside: it may do something else meanwhile, or
 * throw to end the computation.
 */
export async function restingBy<Result>(
  rest: () => Promise<void>,
  run: () => Promise<Result>,
  watched?: Watched,
): Promise<Result> {
  const breath = new Breath(rest, watched);
  try {
    return await breaths.run(breath, run);
  } finally {
    breath.end();
  }
}

/** The breath of the computation that this is called in. */
export function breathing(): Breath {
  return breaths.getStore() ?? nobodys;
}
