'use client';

import { useCallback, useMemo } from 'react';
import { useAddress } from '../address/useAddress';
import { type CompareChoice, readChoice, writeChoice } from './compareChoice';

export type Choose = (change: Partial<CompareChoice>, how?: 'push' | 'replace') => void;

/** The state of the Compare page, which is its address. Other layers are another page of the history; the rest replaces this one. */
export function useCompareChoice(): [CompareChoice, Choose] {
  const [params, change] = useAddress();
  const choice = useMemo(() => readChoice(params), [params]);
  const choose = useCallback<Choose>(
    (next, how) => {
      const layers = next.left !== undefined || next.right !== undefined;
      // A pair belongs to its layers, and so does a unit that is predicted.
      const written = writeChoice(layers && next.opened === undefined ? { ...next, opened: null } : next);
      change(layers ? { ...written, predicted: null } : written, how ?? (layers ? 'push' : 'replace'));
    },
    [change],
  );
  return [choice, choose];
}
