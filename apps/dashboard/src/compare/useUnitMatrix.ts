'use client';

import { useCallback, useEffect, useState } from 'react';
import type { UnitMatrix } from '../plots/unitMatrix';
import { fetchUnitMatrix } from './fetchUnitMatrix';

type File = { npy: string; rows: number; columns: number };
type Loaded = { npy: string; matrix: UnitMatrix | null; error: Error | null };

/** The values behind a matrix's address. The file is immutable, so the browser keeps it; another order fetches nothing. */
export function useUnitMatrix(file: File | null): {
  matrix: UnitMatrix | null;
  error: Error | null;
  retry: () => void;
} {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { npy = null, rows = 0, columns = 0 } = file ?? {};

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    if (npy === null) return;
    const stop = new AbortController();
    async function load(address: string) {
      try {
        const matrix = await fetchUnitMatrix({ npy: address, rows, columns }, stop.signal);
        setLoaded({ npy: address, matrix, error: null });
      } catch (error) {
        if (!stop.signal.aborted) setLoaded({ npy: address, matrix: null, error: error as Error });
      }
    }
    void load(npy);
    return () => stop.abort();
  }, [npy, rows, columns, attempt]);

  const retry = useCallback(() => {
    setLoaded(null);
    setAttempt((count) => count + 1);
  }, []);
  const present = loaded?.npy === npy ? loaded : null;
  return { matrix: present?.matrix ?? null, error: present?.error ?? null, retry };
}
