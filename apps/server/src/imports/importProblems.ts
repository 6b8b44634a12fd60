import { Refusal } from '@unitgraph/analysis';

/** What is named is not there. */
export class NoSuchImport extends Refusal {
  static of(id: string): NoSuchImport {
    return new NoSuchImport(
      `There is no import ${id.slice(0, 80)}.`,
      'Begin it with its manifest, which answers its id.',
    );
  }
}

/** The shard is there with other content. */
export class OtherContent extends Refusal {}

/** The file is not as long as was said. */
export function otherBytes(title: string, found: number, said: number): Refusal {
  return new Refusal(
    `${title} has ${found} bytes where the manifest says ${said}.`,
    'Send the whole file, or correct the manifest.',
  );
}
