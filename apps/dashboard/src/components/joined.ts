/** Class names, those that are false left out. */
export function joined(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
