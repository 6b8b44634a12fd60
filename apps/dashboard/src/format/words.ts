/** A schema enum in words: `ALL_POSITIONS` -> `all positions`. */
export function words(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
