import { useMemo } from 'react';
import { useAddress } from '../address/useAddress';
import { type GridChoice, readGridChoice, writeGridChoice } from './gridChoice';

/** The choices of one matrix, which live in the address. */
export function useGridChoice(prefix: string): [GridChoice, (change: Partial<GridChoice>) => void] {
  const [params, change] = useAddress();
  const choice = useMemo(() => readGridChoice(params, prefix), [params, prefix]);
  return [choice, (next) => change(writeGridChoice(next, prefix))];
}
