import type { Task } from './task.js';

/** One of those who share the device. */
export class Client {
  /** Seconds of the device that it had, as far as they count: see `Turns`. */
  served = 0;
  /** Its computations that are not finished. */
  tasks = 0;

  constructor(readonly name: string) {}
}

/** Seconds of the device below which two clients count as equally served. */
const GRAIN = 0.25;
/** Clients that are remembered while they want nothing. */
const MOST_IDLE = 1_000;

/**
 * Shares the device among clients: among equally urgent computations, those of the client that had least of it come first. Nobody saves
 * up while wanting nothing: who comes back starts where the least served of those who wait stands. What several want is charged to
 * all of them, in equal parts.
 */
export class Turns {
  readonly #clients = new Map<string, Client>();

  /** @returns the client of that name, who wants something now */
  clientOf(name: string): Client {
    let client = this.#clients.get(name);
    if (client === undefined) {
      client = new Client(name);
      this.#clients.set(name, client);
      this.#forgetIdle();
    }
    if (client.tasks === 0) {
      const waiting = [...this.#clients.values()].filter((other) => other !== client && other.tasks > 0);
      if (waiting.length > 0) client.served = Math.max(client.served, Math.min(...waiting.map(({ served }) => served)));
    }
    return client;
  }

  /** @returns whether any of them did not want it before */
  join(task: Task, clients: Iterable<Client>): boolean {
    let joined = false;
    for (const client of clients) {
      if (task.clients.has(client)) continue;
      task.clients.add(client);
      client.tasks++;
      joined = true;
    }
    return joined;
  }

  /** Nobody wants it any more: it has ended. */
  leave(task: Task): void {
    for (const client of task.clients) client.tasks--;
  }

  /** What ran together for so many seconds. */
  charge(tasks: readonly Task[], seconds: number): void {
    for (const { clients } of tasks) {
      for (const client of clients) client.served += seconds / (tasks.length * clients.size);
    }
  }

  #forgetIdle(): void {
    for (const [name, { tasks }] of this.#clients) {
      if (this.#clients.size <= MOST_IDLE) return;
      if (tasks === 0) this.#clients.delete(name);
    }
  }
}

/** How much of the device those had who want it: the least of them counts, in grains. */
function shareOf({ clients }: Task): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { served } of clients) least = Math.min(least, served);
  return Math.floor(least / GRAIN);
}

/**
 * Which is computed first: higher priority; then the client that had less of the device; then what was asked for last, since that is
 * what somebody looks at.
 */
export function comesBefore(one: Task, other: Task): boolean {
  if (one.urgency.priority !== other.urgency.priority) return one.urgency.priority > other.urgency.priority;
  const [share, others] = [shareOf(one), shareOf(other)];
  return share === others ? one.urgency.burst > other.urgency.burst : share < others;
}

/** So many times shorter than what is left of a running computation must be what interrupts it, of the same client and of another. */
const MUCH_SHORTER = { SAME: 10, OTHER: 2 } as const;
/** Seconds that a running computation must have left for an interruption by something that is not more urgent. */
const WORTH_INTERRUPTING = 1;

/**
 * Whether a computation that is ready is done in the middle of another one, which waits meanwhile where it is and goes on afterwards:
 * one that is more urgent and no longer than the rest, or as urgent and much shorter.
 * @param left seconds that the running one has left
 */
export function mayInterrupt(ready: Task, running: readonly Task[], left: number): boolean {
  const priority = Math.max(...running.map(({ urgency }) => urgency.priority));
  const { seconds } = ready.price;
  if (ready.urgency.priority !== priority) return ready.urgency.priority > priority && seconds <= left;
  const isOther = running.every((task) => [...ready.clients].some((client) => !task.clients.has(client)));
  return left >= WORTH_INTERRUPTING && seconds * MUCH_SHORTER[isOther ? 'OTHER' : 'SAME'] < left;
}
