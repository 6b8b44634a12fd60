'use client';

import Link from 'next/link';
import { Button, buttonClass } from '../components/Button';
import type { ChoosableProbeSet } from './choicesDocument';
import type { CompareChoice } from './compareChoice';
import type { Compared, Incomparable } from './comparisonDocument';
import type { Choose } from './useCompareChoice';

type Props = {
  refusal: Incomparable;
  compared: Compared;
  choice: CompareChoice;
  choose: Choose;
  probeSets: readonly ChoosableProbeSet[];
};

const titles: Record<Incomparable['reason'], string> = {
  POSITIONS: 'These layers have different positions',
  PROBE_SET: 'These layers did not see the same stimuli',
  NO_PROBE_SET: 'There are no stimuli for these layers',
  NO_LIVE_UNITS: 'A layer has no live unit',
  NO_LAYER: 'There is no layer of that name',
  TOO_LARGE: 'These layers are too large for that',
};

/** Why two layers cannot be compared, and the ways out, each one click. */
export function IncomparableNote({ refusal, compared, choice, choose, probeSets }: Props) {
  return (
    <div className="surface flex flex-col items-start gap-3 p-6">
      <h2 className="text-base">{titles[refusal.reason]}</h2>
      <p className="max-w-[72ch] text-soft">{refusal.message}</p>
      <div className="flex flex-wrap gap-2">
        {refusal.reason === 'POSITIONS' ? (
          <>
            <Button look="primary" onClick={() => choose({ reduction: 'MEAN' }, 'push')}>
              Compare means over positions
            </Button>
            <Button onClick={() => choose({ reduction: 'MAX' }, 'push')}>Compare maxima</Button>
          </>
        ) : null}
        {refusal.reason === 'PROBE_SET'
          ? probeSets
              .filter(({ id }) => id !== choice.probeSet)
              .map(({ id, name }) => (
                <Button key={id} onClick={() => choose({ probeSet: id }, 'push')}>
                  Use {name}
                </Button>
              ))
          : null}
        {refusal.reason === 'NO_LIVE_UNITS' || refusal.reason === 'PROBE_SET' ? (
          <Button onClick={() => choose({ left: compared.left, right: compared.left })}>
            Compare the left layer with itself
          </Button>
        ) : null}
        <Link href="/" className={buttonClass('quiet')}>
          All networks
        </Link>
      </div>
    </div>
  );
}
