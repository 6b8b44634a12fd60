'use client';

import { useCallback, useMemo } from 'react';
import { useAddress } from '../address/useAddress';
import { readChoice, type UniversalityChoice, writeChoice } from './universalityChoice';

export type Choose = (change: Partial<UniversalityChoice>) => void;

export function useUniversalityChoice(): [UniversalityChoice, Choose] {
  const [params, change] = useAddress();
  const choice = useMemo(() => readChoice(params), [params]);
  const choose = useCallback<Choose>((next) => change(writeChoice(next)), [change]);
  return [choice, choose];
}
