'use client';

import { useState } from 'react';
import { useResult } from '../computing/useResult';
import type { Measure } from '../plots/measureLooks';
import { chanceDocument } from './chanceDocument';
import type { Compared } from './comparisonDocument';
import { comparisonIn } from './comparisonIn';
import { isCheap } from './isCheap';

/** Whether to ask what chance gives, which may keep the engine busy for minutes. */
export interface Chance {
  readonly wanted: boolean;
  /** What it costs where it waits for the reader to ask; null where it does not, or while that is not known. */
  readonly seconds: number | null;
  readonly ask: () => void;
}

/** The baselines of matchings under a measure: those of correlations as a matter of course, those of information if they are cheap or wanted. */
export function useChance(compared: Compared, by: Measure, pause = false): Chance {
  const [asked, setAsked] = useState(false);
  const always = by !== 'MUTUAL_INFORMATION';
  const { data } = useResult({ query: chanceDocument, variables: { ...compared, by }, pause: pause || always });
  const matching = data && comparisonIn(data)?.matching;
  const seconds = matching?.__typename === 'Matching' ? (matching.baselineEstimate?.seconds ?? 0) : null;
  const wanted = always || asked || (seconds !== null && isCheap(seconds));
  return { wanted, seconds: wanted ? null : seconds, ask: () => setAsked(true) };
}
