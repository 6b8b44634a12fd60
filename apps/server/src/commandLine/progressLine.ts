import { secondsInWords } from './words.js';

/** How far something is. */
export interface Reading {
  readonly text: string;
  /** 0 to 1; null where that is not known. */
  readonly share: number | null;
  readonly secondsLeft?: number | null;
}

/** Milliseconds before the bar is drawn first, and between drawings; and between lines where there is no terminal. */
const DRAWN_AFTER = 300;
const REDRAWN_EVERY = 80;
const SAID_EVERY = 5_000;
const BAR = 24;

/** One line that is drawn anew on a terminal, or lines now and then in a log. */
export class ProgressLine {
  /** What is over at once needs no bar. */
  #next: number;
  #lastText = '';
  #drawn = false;

  constructor(readonly stream: NodeJS.WriteStream) {
    this.#next = Date.now() + (stream.isTTY ? DRAWN_AFTER : SAID_EVERY);
  }

  show(reading: Reading): void {
    const now = Date.now();
    if (now < this.#next) return;
    const text = oneLineOf(reading, this.stream.isTTY ? this.stream.columns || 80 : null);
    if (!this.stream.isTTY && text === this.#lastText) return;
    this.#next = now + (this.stream.isTTY ? REDRAWN_EVERY : SAID_EVERY);
    this.#lastText = text;
    if (!this.stream.isTTY) this.stream.write(`${text}\n`);
    else {
      // Return to the first column, and clear what is behind.
      this.stream.write(`\r${text}\x1b[K`);
      this.#drawn = true;
    }
  }

  clear(): void {
    if (this.#drawn) this.stream.write('\r\x1b[K');
    this.#drawn = false;
  }
}

/** A reading in so many columns; as words alone where there are none. */
export function oneLineOf({ text, share, secondsLeft }: Reading, columns: number | null): string {
  const percent = share === null ? '' : `${Math.floor(Math.min(1, Math.max(0, share)) * 100)} %`;
  const left = secondsLeft == null ? '' : `${secondsInWords(secondsLeft)} left`;
  if (columns === null) return [text, percent, left].filter((part) => part !== '').join(', ');
  const filled = Math.round(Math.min(1, Math.max(0, share ?? 0)) * BAR);
  const bar = share === null ? '' : `[${'='.repeat(filled)}${' '.repeat(BAR - filled)}] `;
  const behind = [percent.padStart(share === null ? 0 : 5), left].filter((part) => part !== '').join('  ');
  // One column stays free: a full line wraps on some terminals.
  const room = columns - 1 - bar.length - (behind === '' ? 0 : behind.length + 2);
  const shown = text.length > room ? `${text.slice(0, Math.max(0, room - 2))} …` : text;
  return `${bar}${behind === '' ? '' : `${behind}  `}${shown}`.slice(0, columns - 1);
}
