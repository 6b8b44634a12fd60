'use client';

import { useCallback, useMemo } from 'react';
import { useAddress } from '../../address/useAddress';
import { writtenPenalty } from './penaltyStep';
import { type PredictionChoice, readPredictionChoice } from './predictionChoice';

/** The penalty and the unit that are looked at, which are in the address. */
export function usePredictionChoice(): [PredictionChoice, (change: Partial<PredictionChoice>) => void] {
  const [params, change] = useAddress();
  const choice = useMemo(() => readPredictionChoice(params), [params]);
  const choose = useCallback(
    ({ penalty, predicted }: Partial<PredictionChoice>) =>
      change({
        ...(penalty === undefined ? {} : { penalty: penalty === null ? null : writtenPenalty(penalty) }),
        ...(predicted === undefined ? {} : { predicted: predicted === null ? null : String(predicted) }),
      }),
    [change],
  );
  return [choice, choose];
}
