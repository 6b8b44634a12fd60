'use client';

import { useCallback, useMemo } from 'react';
import { useAddress } from '../../address/useAddress';
import { type ClusterChoice, readClusterChoice, writeClusterChoice } from './clusterChoice';

export type ChooseClusters = (change: Partial<ClusterChoice>) => void;

/** How units are clustered, which is in the address. */
export function useClusterChoice(): [ClusterChoice, ChooseClusters] {
  const [params, change] = useAddress();
  const choice = useMemo(() => readClusterChoice(params), [params]);
  const choose = useCallback<ChooseClusters>((next) => change(writeClusterChoice(next)), [change]);
  return [choice, choose];
}
