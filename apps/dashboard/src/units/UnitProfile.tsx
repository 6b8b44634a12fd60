'use client';

import type { ReactNode } from 'react';
import { Section } from '../components/Section';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { Histogram } from './Histogram';
import { TopStimuli } from './TopStimuli';
import { UnitFigures } from './UnitFigures';
import { profiledUnit, unitProfileDocument } from './unitProfileDocument';

type Props = { unit: string; stacked?: boolean; children?: ReactNode };

/** What a unit does: the stimuli that drive it, and how its activations are distributed. */
export function UnitProfile({ unit, stacked = false, children }: Props) {
  const result = useResult({ query: unitProfileDocument, variables: { id: unit } });
  return (
    <div className={stacked ? 'flex flex-col gap-6' : 'grid gap-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]'}>
      <Section title="Top stimuli" note="with the receptive field, and what was in it">
        <Settled
          result={result}
          of={(data) => profiledUnit(data)?.topStimuli}
          name="The top stimuli"
          skeleton={<Skeleton className="h-80 w-full" />}
        >
          {({ activations }) => <TopStimuli activations={activations} />}
        </Settled>
      </Section>
      <Section title="Activations" note="over all stimuli and positions">
        <Settled
          result={result}
          of={(data) => profiledUnit(data)?.statistics}
          name="The statistics"
          skeleton={<Skeleton className="h-40 w-full" />}
        >
          {(statistics) => (
            <div className="flex flex-col gap-5">
              <Histogram statistics={statistics} />
              <UnitFigures statistics={statistics} />
            </div>
          )}
        </Settled>
        {children}
      </Section>
    </div>
  );
}
