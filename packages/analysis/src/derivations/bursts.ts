/** Requests that come within so many milliseconds of each other belong together, like the fields of one page. */
const GAP = 250;

/** Numbers the bursts in which requests come. */
export class Bursts {
  #number = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** The number of the burst that a request of this moment belongs to; rises. */
  current(): number {
    const now = performance.now();
    if (now - this.#last > GAP) this.#number++;
    this.#last = now;
    return this.#number;
  }
}
