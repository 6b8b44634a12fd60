'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { readable } from './paths';

type Change = Record<string, string | null>;

/**
 * The state of a page, which lives in its address. Setting a key to null removes it. `replace` changes the present entry of
 * the history (typing, hovering, sorting); otherwise the Back button undoes the change.
 */
export function useAddress(): [URLSearchParams, (change: Change, how?: 'push' | 'replace') => void] {
  const path = usePathname();
  const params = useSearchParams();
  const change = useCallback(
    (values: Change, how: 'push' | 'replace' = 'replace') => {
      const next = new URLSearchParams(window.location.search);
      for (const [key, value] of Object.entries(values)) {
        if (value === null) next.delete(key);
        else next.set(key, value);
      }
      const text = readable(next.toString());
      const address = text ? `${path}?${text}` : path;
      if (how === 'push') window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [path],
  );
  return [params, change];
}

/** The value of a key when it is one of those allowed, else the first of them: addresses are typed by hand, too. */
export function oneOf<Value extends string>(allowed: readonly [Value, ...Value[]], value: string | null): Value {
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}
