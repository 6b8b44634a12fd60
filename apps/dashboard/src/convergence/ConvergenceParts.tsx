'use client';

import { useMemo, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { usePolled } from '../computing/usePolled';
import type { DepthPoint } from '../plots/depth';
import { ConvergenceProgress } from './ConvergenceProgress';
import { type ConvergenceVariables, convergenceDocument } from './convergenceDocument';
import { DepthCard } from './DepthCard';
import type { DepthRule } from './depthSeries';
import { FiguresCard } from './FiguresCard';
import { intervalsDocument, NO_SPANS, spansOf } from './intervalsDocument';
import { PairsCard } from './PairsCard';

type Props = {
  variables: ConvergenceVariables;
  layers: readonly string[];
  /** Whether intervals are wanted: some hundreds of matchings more for every pair and layer. */
  intervals: boolean;
  onIntervals: (wanted: boolean) => void;
};

/** The figure and its tables. Points fill in as their computations finish: the answer is asked for again each time one does. */
export function ConvergenceParts({ variables, layers, intervals, onIntervals }: Props) {
  const result = usePolled({ query: convergenceDocument, variables });
  const drawnAnew = usePolled({ query: intervalsDocument, variables, pause: !intervals });
  const spans = useMemo(() => (intervals ? spansOf(drawnAnew.data) : NO_SPANS), [intervals, drawnAnew.data]);
  const [cursor, setCursor] = useState<DepthPoint | null>(null);
  const [rule, setRule] = useState<DepthRule>('ASSIGNMENT');
  const convergence = result.data?.convergence;
  const drawn = useMemo(() => {
    const known = convergence?.layers ?? [];
    return known.filter((layer) => layers.includes(layer));
  }, [convergence, layers]);
  if (!convergence) {
    if (!result.error) return <PageSkeleton />;
    return (
      <ErrorNote
        title="The convergence cannot be shown"
        message={readableError(result.error)}
        onRetry={result.refetch}
      />
    );
  }
  const refusals = new Set(
    convergence.pairs.flatMap(({ points }) =>
      points.flatMap(({ layer, comparison }) =>
        comparison.__typename === 'Incomparable' && drawn.includes(layer) ? [comparison.message] : [],
      ),
    ),
  );
  const shared = { convergence, layers: drawn, rule, spans };
  return (
    <div className="flex flex-col gap-6">
      <ConvergenceProgress convergence={convergence} layers={drawn} error={result.error} refetch={result.refetch} />
      {[...refusals].slice(0, 3).map((message) => (
        <Note key={message}>{message}</Note>
      ))}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]">
        <DepthCard {...shared} onRule={setRule} cursor={cursor} onCursor={setCursor} />
        <div className="flex min-w-0 flex-col gap-6">
          <FiguresCard convergence={convergence} layers={drawn} rule={rule} />
          <PairsCard
            {...shared}
            cursor={cursor}
            onCursor={setCursor}
            intervals={intervals ? drawnAnew : null}
            onIntervals={onIntervals}
          />
        </div>
      </div>
    </div>
  );
}
