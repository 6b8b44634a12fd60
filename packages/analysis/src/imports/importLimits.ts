/** What a manifest may ask for; beyond, it is refused before a byte is sent. */
export const IMPORT_LIMITS = {
  recordings: 1_000,
  files: 10_000,
  /** Arrays in all files together. */
  parts: 100_000,
  stimuli: 2 ** 27,
  units: 2 ** 20,
  /** Values of one stimulus in one layer: 128 MB as float32, which are in memory at once. */
  valuesPerStimulus: 2 ** 25,
} as const;

export const SHA256 = /^[0-9a-f]{64}$/;
export const LIKE_SHA256 = '64 hexadecimal digits, lower case';
