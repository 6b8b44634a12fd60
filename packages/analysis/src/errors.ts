/**
 * What people may be told: one line that names the culprit, one that names the way out. Anything else that is thrown is
 * a defect of this program.
 */
export class Refusal extends Error {
  constructor(
    message: string,
    /** What to do about it; a sentence. */
    readonly remedy: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The work was stopped because somebody asked for that, or because nobody waits for it any more. */
export class Cancelled extends Error {
  constructor(what: string) {
    super(`${what} was cancelled.`);
    this.name = 'Cancelled';
  }
}

/** A blob that should be in the store and is not. */
export class MissingBlob extends Refusal {
  constructor(where: string) {
    super(`The file ${where} is missing.`, 'Put it back from a copy, or ask again to have it made anew.');
  }
}
