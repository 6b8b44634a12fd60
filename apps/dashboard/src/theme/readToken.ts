/** The present colour of a token (`accent`, `map-zero`), as written in globals.css. In the browser only. */
export function readToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
