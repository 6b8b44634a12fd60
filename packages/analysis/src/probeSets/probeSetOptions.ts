import type { Resize } from '../recordings/preprocessing.js';

/** How lines of text become rows of tokens. */
export interface TextOptions {
  /** BYTES: the bytes of each line in UTF-8. WORDS: what stands between spaces, by its place in a vocabulary. */
  readonly tokenizer: 'BYTES' | 'WORDS';
  /** For WORDS: blob of a text file with one word a line; a word's token is the number of its line, from 0. */
  readonly vocabulary: string | null;
  /** Tokens of each stimulus: longer lines are cut, shorter ones padded. Null where all lines have the same length. */
  readonly length: number | null;
  /** Token behind the end of lines that are shorter. */
  readonly padding: number;
}

/** What people say of stimuli besides their file: null or empty where nothing is said. Plain JSON. */
export interface ProbeSetOptions {
  /** How large images are made. `shorterSide` is followed by a cut of the centre, which makes them square. */
  readonly resize: Resize | null;
  /** Says that the file is text. */
  readonly text: TextOptions | null;
  /** Blob with the class of each stimulus: a `.npy` of whole numbers, or a text file with one class a line. */
  readonly labels: string | null;
  /** Names of the classes in the order of a network's outputs. */
  readonly classes: readonly string[] | null;
  /** Raw value that is drawn white. */
  readonly maximum: number | null;
}

/** Bounds on what one probe set may be. */
export interface ProbeSetLimits {
  readonly stimuli: number;
  /** Bytes of all stimuli as they are kept. */
  readonly bytes: number;
}

/** What the stimuli came as. */
export const PROBE_SET_SOURCES = ['IMAGES', 'ARRAY', 'TABLE', 'TEXT'] as const;
export type ProbeSetSource = (typeof PROBE_SET_SOURCES)[number];

/** Extents of images of several sizes: height and width of the smallest and the largest, by their pixels. */
export interface ImageSizes {
  readonly count: number;
  readonly smallest: readonly [number, number];
  readonly largest: readonly [number, number];
}

/** Class of each stimulus. */
export interface Labels {
  readonly classes: readonly string[];
  /** Index into the classes, one a stimulus. */
  readonly indices: Int32Array<ArrayBuffer>;
}

/** Stimuli as they are kept: the first axis counts them. */
export interface MadeStimuli {
  /** All of it as a `.npy` file. */
  readonly file: Uint8Array;
  readonly type: '|u1' | '<u2' | '<i4' | '<f4';
  readonly shape: readonly number[];
  readonly data:
    | Uint8Array<ArrayBuffer>
    | Uint16Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Float32Array<ArrayBuffer>;
  /** Raw value that is drawn white. */
  readonly maximum: number;
}

/** Says how far it is, 0 to 1, and gives way to messages. */
export type Report = (fraction: number, stage: string) => Promise<void>;

/** A file of stimuli that was looked through, before its content is decoded. */
export interface PlannedStimuli {
  readonly source: ProbeSetSource;
  readonly count: number;
  /** Channels, height, width; or features; or tokens. Null where images have several sizes and nobody said which to make of them. */
  readonly shape: readonly number[] | null;
  /** Bytes that they take once they are made; of one size. */
  readonly bytes: number;
  /** Null for what is no images. */
  readonly sizes: ImageSizes | null;
  readonly labels: Labels | null;
  /** File or line that each came from; null for arrays. */
  readonly names: readonly string[] | null;
  /** What people should know of how stimuli are made: sentences without their full stop. */
  readonly notes: readonly string[];
  make(report: Report): Promise<MadeStimuli>;
}
