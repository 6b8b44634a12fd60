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

/** Anything that was thrown, as what people are told. */
export function failureOf(thrown: unknown): ImportFailure {
  if (thrown instanceof ImportFailure) return thrown;
  return new ImportFailure(thrown instanceof Error ? thrown.message : String(thrown), 'Try again.');
}
