'use client';

import { useState } from 'react';
import { IconButton } from '../components/IconButton';
import { MoonIcon, SunIcon, SystemIcon } from '../components/icons';
import { applyTheme, type Theme } from './theme';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const names: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const icons = { system: SystemIcon, light: SunIcon, dark: MoonIcon };

export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];
  function turn() {
    setTheme(next[theme]);
    applyTheme(next[theme]);
  }
  return (
    <IconButton label={`Theme: ${names[theme]}. Change to ${names[next[theme]]}`} onClick={turn}>
      <Icon />
    </IconButton>
  );
}
