import { ProgressLine, type Reading } from './progressLine.js';

/** How a command speaks: results on stdout, everything else on stderr, so that results can be piped. */
export class Terminal {
  readonly #progress: ProgressLine;

  constructor(
    readonly options: {
      /** Results are JSON. */
      readonly json: boolean;
      /** No progress and no notes: results and errors alone. */
      readonly quiet: boolean;
    },
    readonly out: NodeJS.WriteStream = process.stdout,
    readonly err: NodeJS.WriteStream = process.stderr,
  ) {
    this.#progress = new ProgressLine(err);
  }

  /** The result: as JSON where that was asked for, else as lines for people. */
  answer(value: unknown, lines: readonly string[]): void {
    this.write(this.options.json ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
  }

  write(text: string | Uint8Array): void {
    this.settle();
    this.out.write(text);
  }

  /** Something to know besides the result. */
  note(text: string): void {
    if (this.options.quiet) return;
    this.settle();
    this.err.write(`${text}\n`);
  }

  /** How far it is: a bar that moves on a terminal, a line now and then elsewhere. */
  progress(reading: Reading): void {
    if (!this.options.quiet) this.#progress.show(reading);
  }

  /** Takes the bar away. */
  settle(): void {
    this.#progress.clear();
  }

  /** Why the command failed, and the way out. */
  fail(message: string, remedy: string, exitCode: number): void {
    this.settle();
    const text = this.options.json
      ? JSON.stringify({ error: { message, remedy, exitCode } })
      : [`unitgraph: ${message}`, remedy].filter((line) => line !== '').join('\n');
    this.err.write(`${text}\n`);
  }

  get isWatched(): boolean {
    return this.err.isTTY === true;
  }
}
