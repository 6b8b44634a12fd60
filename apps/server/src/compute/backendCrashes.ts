import type { BackendName } from '@unitgraph/analysis';

/** Ends of the process in one backend after which that is passed over. */
const MOST = 2;

/** Signals that others send, a person or a kernel that is short of memory: no fault of a backend. */
const FROM_OUTSIDE: readonly (NodeJS.Signals | null)[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];

/** How often the compute process ended by itself inside a backend, since the server started. */
export class BackendCrashes {
  readonly #count = new Map<BackendName, number>();
  /** Why backends are not tried any more, by name. */
  readonly passedOver: { [Name in BackendName]?: string } = {};

  /** @returns whether that backend is passed over from now on */
  add(name: BackendName, how: string, signal: NodeJS.Signals | null): boolean {
    if (FROM_OUTSIDE.includes(signal)) return false;
    const count = (this.#count.get(name) ?? 0) + 1;
    this.#count.set(name, count);
    if (count < MOST) return false;
    const time = `${new Date().toISOString().slice(0, 19)}Z`;
    this.passedOver[name] =
      `passed over: the compute process ${how} inside it, ${count} times, last at ${time}; it is tried again when the server is started again`;
    return true;
  }
}
