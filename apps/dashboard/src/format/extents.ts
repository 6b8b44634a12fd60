/** Extents as people write them: `8 × 8`. `none` stands for a list without any. */
export function extents(values: readonly number[], none = ''): string {
  return values.length === 0 ? none : values.join(' × ');
}

/** Positions of a layer: rows and columns, or tokens, 0 where there are as many as in the stimulus. */
export function positionsInWords(values: readonly number[]): string {
  if (values.length !== 1) return extents(values, 'one');
  return values[0] === 0 ? 'each token' : `${values[0]} tokens`;
}

/** What a network of tokens takes, 0 standing for any number. */
export function tokensInWords([length = 0]: readonly number[]): string {
  return length === 0 ? 'any number of tokens' : `${length} tokens`;
}

/** Stands for a receptive field that a layer does not have, given its positions. */
export function fieldInWords(positions: readonly number[]): string {
  if (positions.length === 0) return 'whole input';
  return positions.length === 1 ? '–' : 'not known';
}
