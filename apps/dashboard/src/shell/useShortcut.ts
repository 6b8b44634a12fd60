'use client';

import { useEffect, useRef } from 'react';
import { addShortcut } from './shortcuts';

/** Adds a shortcut while the component is on the page. See `Shortcut` for how keys are written. */
export function useShortcut(keys: string, does: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => addShortcut({ keys, does, run: () => latest.current() }), [keys, does]);
}
