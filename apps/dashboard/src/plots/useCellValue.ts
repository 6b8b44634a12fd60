import { useEffect, useState } from 'react';
import type { Pair } from './curve';
import { readCell } from './readCell';

/** Milliseconds that a cursor stands still before the value under it is fetched. */
const STEADY = 100;

const headers = new Map<string, Promise<number>>();

/** The value of a pair of a matrix that was not fetched as a whole: undefined until it is there, NaN where a unit is dead. */
export function useCellValue(file: { npy: string; columns: number } | null, pair: Pair | null): number | undefined {
  const [found, setFound] = useState<{ name: string; value: number } | null>(null);
  const index = file && pair ? pair.source * file.columns + pair.target : -1;
  const npy = file?.npy ?? '';
  const name = `${npy} ${index}`;
  useEffect(() => {
    if (index < 0) return;
    let late = false;
    const timer = setTimeout(() => {
      readCell(npy, index, headers).then(
        (value) => late || setFound({ name: `${npy} ${index}`, value }),
        // The map goes without this number; what is wrong with the server shows where tiles are fetched.
        () => {},
      );
    }, STEADY);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [npy, index]);
  return found?.name === name ? found.value : undefined;
}
