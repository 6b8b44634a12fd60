/** Extents as people write them: `8 × 8`. `none` stands for a list without any. */
export function extents(values: readonly number[], none = ''): string {
  return values.length === 0 ? none : values.join(' × ');
}
