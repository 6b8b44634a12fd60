/** The words of the graph that are one of a few. Each is a value and the type of that value. */
export function words<Word extends string>(...all: readonly Word[]): { readonly [Each in Word]: Each } {
  return Object.fromEntries(all.map((word) => [word, word])) as { readonly [Each in Word]: Each };
}
export type WordOf<Words> = Words[keyof Words];
