import type { Backend, BackendName, BackendReport } from './backend.js';

type Known = Omit<BackendReport, 'name'>;

/** What became of each backend on this machine, kept true while they come and go. */
export class BackendReports {
  readonly #known = new Map<BackendName, Known>();
  #serving: BackendName | undefined;

  constructor(
    /** In the order told. */
    readonly names: readonly BackendName[],
    readonly prefer: BackendName | undefined,
  ) {}

  all(): BackendReport[] {
    const untried = this.prefer === undefined ? `${this.#serving} was there before it` : `${this.prefer} was asked for`;
    return this.names.map((name) => ({
      name,
      ...(this.#known.get(name) ?? { available: false, device: null, reason: `not tried: ${untried}` }),
    }));
  }

  /** @param instead whose place it took */
  serves({ name, device }: Backend, instead: BackendName | undefined): void {
    const first = name === this.prefer ? 'asked for' : 'the first that opened';
    const reason = instead === undefined ? first : `took the place of ${instead} at ${now()}, which failed in use`;
    this.#known.set(name, { available: true, device, reason });
    this.#serving = name;
  }

  absent(name: BackendName, reason: string): void {
    this.#known.set(name, { available: false, device: null, reason });
  }

  /** @returns what is said of it */
  failed({ name, device }: Backend, why: string): string {
    const reason = `failed in use at ${now()}: ${why}`;
    this.#known.set(name, { available: false, device, reason });
    return reason;
  }
}

/** To the second, in UTC. */
function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
