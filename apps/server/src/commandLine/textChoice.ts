import { misused } from './commandFailed.js';
import type { ImportOptions } from './importOptions.js';

/**
 * How the lines of a file of stimuli become tokens; null for what is no text, and for tables.
 * @throws CommandFailed where what is said of text makes no sense
 */
export function textChoice(path: string, { text, vocabulary, length, padding }: ImportOptions): object | null {
  const isText = /\.(csv|tsv|txt)$/i.test(path);
  if (text !== undefined && !isText)
    throw misused(`--text says what text is, and ${path} is none by its name.`, 'Leave it out.');
  const tokenizer = text ?? (/\.txt$/i.test(path) ? 'BYTES' : 'TABLE');
  const isWords = tokenizer === 'WORDS';
  if (isWords !== (vocabulary !== undefined))
    throw misused('--text words and --vocabulary go together.', 'Give both, or neither.');
  if (isText && tokenizer !== 'TABLE') return { tokenizer, length, padding };
  if (length !== undefined || padding !== undefined)
    throw misused(
      `--${length === undefined ? 'padding' : 'length'} is for lines of tokens, and ${path} holds none.`,
      'Leave it out, or say --text bytes.',
    );
  return null;
}
