import { Worker } from 'node:worker_threads';

/** What a thread is asked to do. */
export interface Question {
  readonly module: string;
  readonly name: string;
  readonly common: unknown;
  readonly item: unknown;
}

export type Answer = { readonly result: unknown } | { readonly error: unknown };

/** One worker thread: asked one question at a time. It keeps the process alive only while it is at work. */
export class Thread {
  readonly #worker = new Worker(new URL('./worker.js', import.meta.url));
  #answer: ((answer: Answer) => void) | undefined;
  #ended = false;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('messageerror', (error) => this.#settle({ error }));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', (code) => this.#end(new Error(`A worker thread ended with code ${code} at work.`)));
  }

  get busy(): boolean {
    return this.#answer !== undefined;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** @throws what the task throws; an error where the thread ends before it answers */
  async ask(question: Question): Promise<unknown> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#answer = resolve;
      this.#worker.ref();
      try {
        this.#worker.postMessage(question);
      } catch (error) {
        // What cannot be sent: a defect of the task's data.
        this.#settle({ error });
      }
    });
    if ('error' in answer) throw answer.error;
    return answer.result;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    this.#worker.unref();
    const settle = this.#answer;
    this.#answer = undefined;
    settle?.(answer);
  }

  #end(error: unknown): void {
    this.#ended = true;
    this.#settle({ error });
  }
}
