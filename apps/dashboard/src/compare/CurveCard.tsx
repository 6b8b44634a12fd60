'use client';

import { useMemo, useRef, useState } from 'react';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { toCsv } from '../plots/csv';
import type { Band, Curve } from '../plots/curve';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { ExportMenu } from '../plots/ExportMenu';
import { RULE_LOOKS } from '../plots/looks';
import { MatchedCurve } from '../plots/MatchedCurve';
import { bandsDocument } from './bandsDocument';
import { Card } from './Card';
import { comparisonIn } from './comparisonIn';
import { bandsOf, curvesOf } from './curvesOf';
import { fileTitle, type Linked, type Shared, titleOf } from './linked';
import { matchingsDocument } from './matchingsDocument';

/** The sorted matches of all rules over the baselines of the chosen one. */
export function CurveCard({ compared, rule, left, right, ...linked }: Shared & Linked) {
  const matchings = useResult({ query: matchingsDocument, variables: compared });
  const bands = useResult({ query: bandsDocument, variables: { ...compared, rule } });
  const [mutual, setMutual] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const curves = useMemo(() => curvesOf(matchings.data, mutual || rule === 'MUTUAL'), [matchings.data, mutual, rule]);
  const drawnBands = useMemo(() => bandsOf(bands.data), [bands.data]);
  const [pending] = findComputations(bands.data);
  const name = fileName(`${fileTitle({ left, right })} sorted matches`);
  return (
    <Card
      title="Sorted matches"
      note={`bands: baselines of ${RULE_LOOKS[rule].name.toLowerCase()}`}
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
                run: () => download(`${name}.csv`, csvOf(curves, drawnBands), 'text/csv'),
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

function csvOf(curves: readonly Curve[], bands: readonly Band[]): string {
  const columns = ['line', 'rank', 'value', 'left_unit', 'right_unit', 'low', 'high'] as const;
  return toCsv(columns, [
    ...curves.flatMap(({ rule, points }) =>
      points.map(({ rank, value, source, target }) => ({
        line: rule,
        rank,
        value,
        left_unit: source,
        right_unit: target,
        low: null,
        high: null,
      })),
    ),
    ...bands.flatMap(({ kind, points }) =>
      points.map(({ rank, low, mean, high }) => ({
        line: kind,
        rank,
        value: mean,
        left_unit: null,
        right_unit: null,
        low,
        high,
      })),
    ),
  ]);
}
