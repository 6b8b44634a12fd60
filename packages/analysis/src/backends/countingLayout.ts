/** Columns that are counted at once: the bits of a register. */
export const COLUMNS = 128;

/** Bytes of a row of bits. */
export const ROW_BYTES = COLUMNS / 8;

/** Entries of a list come in groups of so many; what is missing at its end is filled with the place of a row of zeros. */
export const GROUP = 8;

/** Binary digits of a count; so many samples, less one, can be counted before `spread`. */
export const DIGITS = 16;

/** Bytes of a row's counts, one row of bits for each digit, the lowest first. */
export const DIGIT_BYTES = DIGITS * ROW_BYTES;

/** A run of codes is looked at in so many parts side by side: one that waits for the one before it takes three times as long. */
export const PARTS = 4;
