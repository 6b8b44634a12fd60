'use client';

import { useState } from 'react';
import { type Result, useResult } from '../../computing/useResult';
import type { ResultOf } from '../../graphql/graphql';
import type { BaselineKind } from '../../plots/curve';
import type { Compared } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { isCheap } from '../isCheap';
import type { Chance } from '../useChance';
import { predictionBaselinesDocument } from './predictionBaselinesDocument';
import type { Predicted } from './predictionDocument';

/** One baseline of a prediction: a point for each penalty. */
export interface PredictedByChance {
  readonly kind: BaselineKind;
  readonly path: readonly { loss: number; best5Percent: number; pValue: number; contributing: number }[];
}

export interface PredictionBaselines {
  readonly chance: Chance;
  readonly result: Result<ResultOf<typeof predictionBaselinesDocument>>;
  /** Those that are there. */
  readonly baselines: readonly PredictedByChance[];
}

/** What chance predicts: as a matter of course where that is cheap, else when it is asked for. */
export function usePredictionBaselines(
  compared: Compared,
  { permutationPrice, rotationPrice }: Predicted,
): PredictionBaselines {
  const [asked, setAsked] = useState(false);
  const seconds = permutationPrice.seconds + rotationPrice.seconds;
  const wanted = asked || isCheap(seconds);
  const result = useResult({ query: predictionBaselinesDocument, variables: compared, pause: !wanted });
  const prediction = result.data && comparisonIn(result.data)?.prediction;
  const found = prediction?.__typename === 'Prediction' ? [prediction.permutation, prediction.rotation] : [];
  return {
    chance: { wanted, seconds: wanted ? null : seconds, ask: () => setAsked(true) },
    result,
    baselines: found.flatMap((baseline) => (baseline.__typename === 'PredictionBaseline' ? [baseline] : [])),
  };
}
