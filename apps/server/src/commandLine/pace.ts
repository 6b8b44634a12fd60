/** Seconds before a pace says anything. */
const SETTLED_AFTER = 2;

/** How fast bytes go since it was made, and what that means for the rest. */
export class Pace {
  readonly #begun = Date.now();
  #moved = 0;

  /** Bytes that went; negative where they have to go again. */
  move(bytes: number): void {
    this.#moved += bytes;
  }

  /** Seconds for so many bytes more; null before that can be told. */
  secondsFor(bytes: number): number | null {
    const seconds = (Date.now() - this.#begun) / 1_000;
    return seconds < SETTLED_AFTER || this.#moved <= 0 ? null : (bytes / this.#moved) * seconds;
  }
}
