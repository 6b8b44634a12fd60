'use client';

import { Segmented } from '../components/Segmented';
import { MEASURE_LOOKS, type Measure } from '../plots/measureLooks';
import { measures } from './compareChoice';

/** What makes two units alike, for all of the page below. */
export function MeasureChoice({ by, onBy }: { by: Measure; onBy: (by: Measure) => void }) {
  const { meaning } = MEASURE_LOOKS[by];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="text-small text-faint max-sm:sr-only">Alike by</span>
      <Segmented
        label="Measure"
        value={by}
        onChange={onBy}
        choices={measures.map((measure) => ({ value: measure, label: MEASURE_LOOKS[measure].name }))}
      />
      <span className="text-small text-faint">{meaning}</span>
    </div>
  );
}
