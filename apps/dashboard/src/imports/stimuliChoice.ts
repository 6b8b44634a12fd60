import type { StimuliInput } from './probeSetImportDocuments';

/** What people say of how a file of stimuli is to be read, as they write it. */
export type StimuliChoice = {
  /** What text is: a table, or lines of bytes. Of no account for other files. */
  readonly text: 'TABLE' | 'BYTES';
  readonly length: string;
  readonly size: 'ASIS' | 'SQUARE' | 'STRETCHED';
  readonly side: string;
  readonly isText: boolean;
  readonly credit: string;
};

export function beginningOptions(path: string): StimuliChoice {
  const isText = /\.(csv|tsv|txt)$/i.test(path);
  return { text: /\.txt$/i.test(path) ? 'BYTES' : 'TABLE', length: '', size: 'ASIS', side: '224', isText, credit: '' };
}

/** A whole number from 1 up to a bound; null where it is none. */
export function wholeIn(text: string, most: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= most ? value : null;
}

/** The choice as the API takes it; fields that are written wrongly are left out. */
export function stimuliInput(file: string, { isText, text, length, size, side }: StimuliChoice): StimuliInput {
  const pixels = wholeIn(side, 2048);
  const interpolation = 'BILINEAR' as const;
  const resize =
    size === 'ASIS' || pixels === null
      ? undefined
      : size === 'SQUARE'
        ? { shorterSide: pixels, interpolation }
        : { height: pixels, width: pixels, interpolation };
  const tokens = wholeIn(length, 131_072);
  return {
    file,
    ...(resize ? { resize } : {}),
    ...(isText && text === 'BYTES'
      ? { text: { tokenizer: 'BYTES', ...(tokens === null ? {} : { length: tokens }) } }
      : {}),
  };
}
