import { Cancelled, Refusal } from '../errors.js';
import { BACKEND_NAMES, type Backend, type BackendName, type BackendReport } from './backend.js';
import { BackendReports } from './backendReports.js';
import type { Candidate } from './candidates.js';

/**
 * Told which backend's own code runs from now on, or none: what a process that dies was at. It is called twice for each block, so it
 * must take no more than microseconds.
 */
export type Watch = (at: BackendName | null) => void;

export interface SuccessionOptions {
  readonly candidates: readonly Candidate[];
  /** Tried first, and alone until it failed in use. */
  readonly prefer?: BackendName | undefined;
  /** Why backends are not even tried, by name. */
  readonly passedOver?: { readonly [Name in BackendName]?: string } | undefined;
  readonly watch?: Watch | undefined;
}

interface Serving {
  readonly backend: Backend;
  readonly position: number;
  /** Calls under way: one that failed is only let go of after the last. */
  calls: number;
  /** Once it failed: settles when another one serves, or none is left. */
  replaced: Promise<void> | undefined;
  isGone: boolean;
}

/**
 * Backends in the order of preference: the first that opens serves, and one that fails in use is replaced by the next, on which the
 * work at hand is done again. What failed is not tried again before all have. Refusals and cancellations are meant for people, and no
 * failure of a device.
 */
export class Succession {
  readonly #candidates: readonly Candidate[];
  readonly #options: SuccessionOptions;
  readonly #reports: BackendReports;
  readonly #listeners = new Set<(notice: string) => void>();
  /** Whose code runs, the latest last. */
  readonly #inside: BackendName[] = [];
  readonly #failed = new Set<BackendName>();
  #serving: Serving | undefined;
  #opening: Promise<Serving> | undefined;
  #last: Backend | undefined;

  constructor(options: SuccessionOptions) {
    const { candidates, prefer } = options;
    const asked = candidates.findLast(({ name }) => name === prefer);
    const others = candidates.filter(({ name, onlyAsked }) => !onlyAsked && name !== asked?.name);
    this.#candidates = asked === undefined ? others : [asked, ...others];
    this.#options = options;
    const known = new Set(candidates.map(({ name }) => name));
    this.#reports = new BackendReports(
      BACKEND_NAMES.filter((name) => known.has(name)),
      prefer,
    );
  }

  /** What became of each that there is, by now. */
  get reports(): readonly BackendReport[] {
    return this.#reports.all();
  }

  /** @throws Refusal where none opens, or not the one that was asked for */
  async open(): Promise<void> {
    const { prefer, passedOver = {} } = this.#options;
    if (prefer !== undefined && !this.#candidates.some(({ name }) => name === prefer))
      throw new Refusal(
        `No backend could be opened: this version has no ${prefer}.`,
        `Unset UNITGRAPH_BACKEND, or name one of ${this.#reports.names.join(', ')}.`,
      );
    // One that was asked for is not silently another one; but one that ended the process is replaced as any that fails.
    const strict = prefer !== undefined && passedOver[prefer] === undefined;
    await this.#serve(0, strict ? 1 : this.#candidates.length);
  }

  /** The one that serves; while none does, the one that did. */
  get current(): Backend {
    return (this.#serving?.backend ?? this.#last) as Backend;
  }

  /** Calls the listener with a sentence for people each time that another one takes over. */
  onReplaced(listener: (notice: string) => void): void {
    this.#listeners.add(listener);
  }

  /** What the work gives on the backend that serves, or on those that take its place. */
  async use<Result>(work: (backend: Backend) => Promise<Result>): Promise<Result> {
    for (;;) {
      const serving = this.#serving ?? (await this.#serve(0, this.#candidates.length));
      serving.calls++;
      try {
        return await this.#watched(serving.backend.name, () => work(serving.backend));
      } catch (error) {
        if (error instanceof Refusal || error instanceof Cancelled) throw error;
        serving.replaced ??= this.#replace(serving, error);
      } finally {
        serving.calls--;
        this.#letGo(serving);
      }
      await serving.replaced;
    }
  }

  async #replace(failed: Serving, error: unknown): Promise<void> {
    const { name } = failed.backend;
    const reason = this.#reports.failed(failed.backend, reasonOf(error));
    this.#serving = undefined;
    this.#failed.add(name);
    const next = await this.#serve(failed.position + 1, this.#candidates.length, name);
    const notice = `The backend ${name} ${reason}. ${next.backend.name} took its place (${next.backend.device}), and nothing was lost.`;
    for (const listener of this.#listeners) listener(notice);
  }

  /** Opens the next that can be; all who wait for one wait for the same. */
  #serve(from: number, end: number, instead?: BackendName): Promise<Serving> {
    this.#opening ??= this.#openNext(from, end, instead).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openNext(from: number, end: number, instead: BackendName | undefined): Promise<Serving> {
    for (const [position, { name, open }] of this.#candidates.slice(0, end).entries()) {
      // One that failed in use is not opened in another way either.
      if (position < from || this.#failed.has(name)) continue;
      const passedOver = this.#options.passedOver?.[name];
      if (passedOver !== undefined) {
        this.#reports.absent(name, passedOver);
        continue;
      }
      try {
        const backend = await this.#watched(name, open);
        this.#reports.serves(backend, instead);
        this.#serving = { backend, position, calls: 0, replaced: undefined, isGone: false };
        this.#last = backend;
        return this.#serving;
      } catch (error) {
        this.#reports.absent(name, reasonOf(error));
      }
    }
    this.#failed.clear();
    const reasons = this.reports.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    if (this.#last === undefined)
      throw new Refusal(
        `No backend could be opened (${reasons}).`,
        `Unset UNITGRAPH_BACKEND, or name one of ${this.#reports.names.join(', ')}.`,
      );
    throw new Refusal(
      `No backend is left (${reasons}).`,
      'Ask again: all are tried anew. Should it happen again, the reasons above say what to mend.',
    );
  }

  async #watched<Result>(name: BackendName, work: () => Promise<Result>): Promise<Result> {
    this.#inside.push(name);
    this.#options.watch?.(name);
    try {
      return await work();
    } finally {
      this.#inside.splice(this.#inside.lastIndexOf(name), 1);
      this.#options.watch?.(this.#inside.at(-1) ?? null);
    }
  }

  #letGo(serving: Serving): void {
    // A device that is broken may not even be able to say goodbye.
    if (serving.replaced === undefined || serving.calls > 0 || serving.isGone) return;
    serving.isGone = true;
    serving.backend.dispose().catch(() => undefined);
  }
}

/** The first line of what a library says when it fails. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((each) => each.trim() !== '');
  return line?.trim() ?? 'no reason given';
}
