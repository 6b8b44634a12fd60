/** Why something cannot come in, for people: what is wrong, and the way out. */
export class ImportFailure extends Error {
  constructor(
    message: string,
    readonly remedy: string | null = null,
    /** Lines of code that are the way out. */
    readonly code: string | null = null,
    /** False where the same files would fail in the same way. */
    readonly mayPass = true,
  ) {
    super(message);
  }
}

/** A failure of the files themselves: they would fail again, so nobody is told to try. */
export function lastingFailure(message: string, remedy: string | null): ImportFailure {
  return new ImportFailure(message, remedy, null, false);
}

/** Whether the same request may succeed later: the server failed, or had too much to do; other refusals are about what was sent. */
export function mayPassAfter(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** Anything that was thrown, as what people are told. */
export function failureOf(thrown: unknown): ImportFailure {
  if (thrown instanceof ImportFailure) return thrown;
  return new ImportFailure(thrown instanceof Error ? thrown.message : String(thrown), 'Try again.');
}
