import type { FileOnDisk } from './modelOnDisk.js';
import { Pace } from './pace.js';
import type { Session } from './session.js';
import { upload } from './upload.js';
import { bytesInWords } from './words.js';
import type { ArchiveToSend } from './zipFolder.js';

/** Files that go to the server one after the other, with one progress over all of them. */
export class Sending {
  readonly #pace = new Pace();
  #done = 0;

  constructor(
    readonly session: Session,
    /** Bytes of all files together. */
    readonly total: number,
  ) {}

  /** The digest by which the server has a file from now on. @param what how the progress calls it */
  async digestOf(what: string, file: FileOnDisk | ArchiveToSend): Promise<string> {
    const answer = await upload<{ digest: string }>(this.session, {
      method: 'POST',
      to: 'blobs',
      file,
      sent: (bytes) => this.#moved(what, bytes),
    });
    return answer.digest;
  }

  #moved(what: string, bytes: number): void {
    this.#done += bytes;
    this.#pace.move(bytes);
    this.session.terminal.progress({
      text: `Send ${what}, ${bytesInWords(this.#done)} of ${bytesInWords(this.total)}`,
      share: this.total === 0 ? 1 : this.#done / this.total,
      secondsLeft: this.#pace.secondsFor(this.total - this.#done),
    });
  }
}
