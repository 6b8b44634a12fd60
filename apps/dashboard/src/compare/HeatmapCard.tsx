'use client';

import { useMemo, useState } from 'react';
import { CopyAs } from '../components/CopyAs';
import { Segmented } from '../components/Segmented';
import { Select } from '../components/Select';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { Card } from './Card';
import type { MatrixOrder } from './compareChoice';
import { comparisonIn } from './comparisonIn';
import { HeatmapView } from './HeatmapView';
import type { Linked, Shared } from './linked';
import { matrixDocument } from './matrixDocument';
import type { AllMatches } from './useAllMatches';

type Props = Shared & Linked & { order: MatrixOrder; onOrder: (order: MatrixOrder) => void; matches: AllMatches };
export type MatrixView = 'heatmap' | 'table';

const orderChoices = [
  { value: 'MATCHED', label: 'Matched', note: 'assignment on the diagonal' },
  { value: 'BY_BEST', label: 'By best partner', note: 'most alike first' },
  { value: 'ORIGINAL', label: 'Original', note: 'as in the networks' },
] as const;

/** Every unit against every unit, as a picture or as a table, in an order to choose. */
export function HeatmapCard({ compared, rule, left, right, order, onOrder, matches, ...linked }: Props) {
  const variables = { ...compared, order };
  const result = useResult({ query: matrixDocument, variables });
  const [view, setView] = useState<MatrixView>('heatmap');
  const [exports, setExports] = useState<HTMLSpanElement | null>(null);
  const partners = useMemo(() => {
    if (matches.rows.length === 0) return null;
    const found = new Int32Array(left.unitCount).fill(-1);
    for (const { source, target } of matches.rows) found[source.index] = target.index;
    return found;
  }, [matches.rows, left.unitCount]);
  return (
    <Card
      title="Unit by unit"
      actions={
        <>
          <Select label="Order" value={order} onChange={onOrder} choices={orderChoices} />
          <Segmented
            label="Show as"
            value={view}
            onChange={setView}
            choices={[
              { value: 'heatmap', label: 'Map' },
              { value: 'table', label: 'Table' },
            ]}
          />
          <span ref={setExports} className="contents" />
          <CopyAs query={matrixDocument} variables={variables} />
        </>
      }
    >
      <Settled
        result={result}
        of={(data) => comparisonIn(data)?.matrix}
        name="The matrix"
        skeleton={<Skeleton className="aspect-square w-full" />}
      >
        {(matrix) => (
          <HeatmapView
            file={matrix}
            exports={exports}
            {...{ rule, left, right, partners, view }}
            dots={order !== 'MATCHED' || rule !== 'ASSIGNMENT'}
            {...linked}
          />
        )}
      </Settled>
    </Card>
  );
}
