import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Milliseconds that the thread of JavaScript was on a processor: on Linux alone. */
export function threadMilliseconds() {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function processMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Notes the longest stretch between two chances to stop. Of a stretch counts what this thread computed, or where other threads did more,
 * what all of them did over the cores that they share: on a machine with nothing else to do, about how long it lasts.
 */
export class Watch {
  longest = 0;
  total = 0;
  wall = 0;
  chances = 0;
  at = '';
  #where = 'the beginning';
  #last = this.#now();

  #now() {
    return { thread: threadMilliseconds(), all: processMilliseconds(), wall: performance.now() };
  }

  /** To be called where the computation could stop. */
  chance(where) {
    const now = this.#now();
    const stretch = Math.max(now.thread - this.#last.thread, (now.all - this.#last.all) / availableParallelism());
    this.chances++;
    this.total += stretch;
    this.wall = Math.max(this.wall, now.wall - this.#last.wall);
    if (stretch > this.longest) {
      this.longest = stretch;
      this.at = `${this.#where} -> ${where}`;
    }
    this.#where = where;
    this.#last = this.#now();
  }
}
