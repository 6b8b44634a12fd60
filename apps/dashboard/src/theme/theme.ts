/** What the reader chose: a theme, or to follow the system. */
export type Theme = 'system' | 'light' | 'dark';

export const themeCookie = 'unitgraph-theme';

export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The cookie lets the server put the choice on <html>, so that no other theme flashes before it. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  const year = 60 * 60 * 24 * 365;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain HTTP
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${theme === 'system' ? 0 : year}; samesite=lax`;
}
