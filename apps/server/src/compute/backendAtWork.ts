import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BACKEND_NAMES, type BackendName, type Watch } from '@unitgraph/analysis';

/** Number under which a compute process has the file open. */
const DESCRIPTOR = 4;
const BYTES = 16;
let files = 0;

/**
 * Which backend's code a compute process is in, written down where it survives that process: messages that it sent before it crashed may
 * never have left it. The file is open on both sides and has no name, so nothing is left of it.
 */
export class BackendAtWork {
  /** What the process is started with at `DESCRIPTOR`. */
  readonly descriptor: number | 'ignore';
  #isOpen: boolean;

  constructor(home: string) {
    this.descriptor = openUnnamed(home);
    this.#isOpen = this.descriptor !== 'ignore';
  }

  /** Closes the file. @returns null where the process was in no backend, or it is not known */
  end(): BackendName | null {
    if (!this.#isOpen || this.descriptor === 'ignore') return null;
    this.#isOpen = false;
    const bytes = Buffer.alloc(BYTES);
    readSync(this.descriptor, bytes, 0, BYTES, 0);
    closeSync(this.descriptor);
    const text = bytes.toString('latin1').trim();
    return BACKEND_NAMES.find((name) => name === text) ?? null;
  }
}

function openUnnamed(home: string): number | 'ignore' {
  const path = join(home, `.at-work-${process.pid}-${files++}`);
  try {
    const descriptor = openSync(path, 'w+');
    rmSync(path);
    writeSync(descriptor, ' '.repeat(BYTES), 0, 'latin1');
    return descriptor;
  } catch {
    // A full disk: what was at work is not known then, and that is all.
    return 'ignore';
  }
}

/** In the compute process: writes down whose code runs. Some microseconds. */
export function tellAtWork(): Watch {
  const lines = new Map<string, Buffer>(
    ['', ...BACKEND_NAMES].map((name) => [name, Buffer.from(name.padEnd(BYTES), 'latin1')]),
  );
  let written: BackendName | null = null;
  return (at) => {
    if (at === written) return;
    written = at;
    try {
      writeSync(DESCRIPTOR, lines.get(at ?? '') as Buffer, 0, BYTES, 0);
    } catch {
      // Nobody reads it, as where the server could not open it.
    }
  };
}
