'use client';

import { useMemo, useRef, useState } from 'react';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { ExportMenu } from '../plots/ExportMenu';
import { RULE_LOOKS } from '../plots/looks';
import { MatchedCurve } from '../plots/MatchedCurve';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import { bandsDocument } from './bandsDocument';
import { Card } from './Card';
import { comparisonIn } from './comparisonIn';
import { curvesCsv } from './curvesCsv';
import { bandsOf, curvesOf } from './curvesOf';
import { fileTitle, type Linked, type Shared, titleOf } from './linked';
import { matchingsDocument } from './matchingsDocument';

/** The sorted matches of all rules over the baselines of the chosen one. */
export function CurveCard({ compared, by, chance, rule, left, right, ...linked }: Shared & Linked) {
  const matchings = useResult({ query: matchingsDocument, variables: { ...compared, by } });
  const bands = useResult({ query: bandsDocument, variables: { ...compared, by, rule }, pause: !chance.wanted });
  const [mutual, setMutual] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const curves = useMemo(() => curvesOf(matchings.data, mutual || rule === 'MUTUAL'), [matchings.data, mutual, rule]);
  const drawnBands = useMemo(() => bandsOf(bands.data), [bands.data]);
  const [pending] = findComputations(bands.data);
  const measure = MEASURE_LOOKS[by];
  const name = fileName(`${fileTitle({ left, right })} ${measure.name} sorted matches`);
  return (
    <Card
      title="Sorted matches"
      note={chance.wanted ? `bands: baselines of ${RULE_LOOKS[rule].name.toLowerCase()}` : undefined}
      actions={
        <>
          <label className="flex items-center gap-1.5 text-small text-soft">
            <input
              type="checkbox"
              className="accent-[var(--mutual)]"
              checked={mutual || rule === 'MUTUAL'}
              disabled={rule === 'MUTUAL'}
              onChange={(event) => setMutual(event.target.checked)}
            />
            Mutual
          </label>
          <ExportMenu
            label="Export the sorted matches"
            choices={[
              ...drawingChoices(drawing, name),
              {
                label: 'CSV',
                note: 'lines and bands',
                run: () => download(`${name}.csv`, curvesCsv(curves, drawnBands), 'text/csv'),
              },
            ]}
          />
        </>
      }
    >
      <Settled
        result={matchings}
        of={(data) => comparisonIn(data)?.assignment}
        name="The sorted matches"
        skeleton={<Skeleton className="aspect-[8/5] w-full" />}
      >
        {() => (
          <MatchedCurve
            label={`${titleOf(left)} with ${titleOf(right)}`}
            curves={curves}
            measure={measure}
            bands={drawnBands}
            rule={rule}
            svgRef={drawing}
            {...linked}
          />
        )}
      </Settled>
      {pending ? <ComputingNote computation={pending} refetch={bands.refetch} /> : null}
    </Card>
  );
}
