import { useEffect, useState } from 'react';
import { useThemeVersion } from '../theme/useThemeVersion';
import type { Theme } from './colourMap';

/** The theme that is on screen, whether chosen or the system's. Light until the page is in the browser. */
export function useColourTheme(): Theme {
  const version = useThemeVersion();
  const [theme, setTheme] = useState<Theme>('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style is read anew whenever the theme changes
  useEffect(() => {
    setTheme(getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'dark' : 'light');
  }, [version]);
  return theme;
}
