'use client';

import { useEffect, useState } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { Skeleton } from '../../components/Skeleton';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import { useNearScreen } from '../../layers/useNearScreen';
import { MEASURE_LOOKS } from '../../plots/measureLooks';
import { Card } from '../Card';
import { comparisonIn } from '../comparisonIn';
import type { Linked, Shared } from '../linked';
import { ScatterView } from './ScatterView';
import { scatterDocument } from './scatterDocument';

/** Whether correlation misses something: all pairs under it and under mutual information. Computed once it comes near the screen. */
export function ScatterCard({ compared, by, left, right, ...linked }: Omit<Shared, 'rule'> & Linked) {
  const [place, near] = useNearScreen<HTMLDivElement>(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (near) setWanted(true);
  }, [near]);
  const correlation = by === 'SPEARMAN' ? 'SPEARMAN' : 'PEARSON';
  const variables = { ...compared, correlation } as const;
  const result = useResult({ query: scatterDocument, variables, pause: !wanted });
  const [exports, setExports] = useState<HTMLSpanElement | null>(null);
  const waiting = <Skeleton className="aspect-[5/3] max-h-[28rem] w-full" />;
  return (
    <div ref={place}>
      <Card
        title="Does correlation miss anything?"
        note={`every pair by ${MEASURE_LOOKS[correlation].title.toLowerCase()} and by mutual information`}
        actions={
          <>
            <span ref={setExports} className="contents" />
            <CopyAs query={scatterDocument} variables={variables} />
          </>
        }
      >
        {wanted ? (
          <Settled
            result={result}
            of={(data) => comparisonIn(data)?.correlation}
            name="The correlations"
            skeleton={waiting}
          >
            {(x) => (
              <Settled
                result={result}
                of={(data) => comparisonIn(data)?.information}
                name="The mutual information"
                skeleton={waiting}
              >
                {(y) => (
                  <ScatterView
                    files={{ correlation: x, information: y }}
                    measure={correlation}
                    {...{ left, right, exports }}
                    {...linked}
                  />
                )}
              </Settled>
            )}
          </Settled>
        ) : (
          waiting
        )}
      </Card>
    </div>
  );
}
