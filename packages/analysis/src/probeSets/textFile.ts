import { Refusal } from '../errors.js';

/** The text of a file. @throws Refusal where it is not UTF-8 */
export function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file} is no text in UTF-8.`, 'Save it as UTF-8, or send the kind of file that is meant.');
  }
}

/** Its lines, without the empty one behind the last. */
export function linesOf(bytes: Uint8Array, file: string): string[] {
  const lines = textOf(bytes, file).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
