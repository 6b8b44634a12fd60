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
import { HeatmapView, type MatrixView } from './HeatmapView';
import type { Linked, Shared } from './linked';
import { matrixDocument } from './matrixDocument';
import type { AllMatches } from './useAllMatches';

type Props = Shared &
  Linked & {
    order: MatrixOrder;
    /** Null where there is but one order. */
    onOrder: ((order: MatrixOrder) => void) | null;
    /** Null where nothing is matched. */
    matches: AllMatches | null;
  };

const orderChoices = [
  { value: 'MATCHED', label: 'Matched', note: 'assignment on the diagonal' },
  { value: 'BY_BEST', label: 'By best partner', note: 'most alike first' },
  { value: 'CLUSTERED', label: 'Clustered', note: 'leaves of one tree' },
  { value: 'ORIGINAL', label: 'Original', note: 'as in the networks' },
] as const;

/** Every unit against every unit, as a picture or as a table, in an order to choose. */
export function HeatmapCard({ compared, by, rule, left, right, order, onOrder, matches, ...linked }: Props) {
  const variables = { ...compared, by, order };
  const result = useResult({ query: matrixDocument, variables });
  const [view, setView] = useState<MatrixView>('heatmap');
  const [exports, setExports] = useState<HTMLSpanElement | null>(null);
  const rows = matches?.rows;
  const partners = useMemo(() => {
    if (!rows || rows.length === 0) return null;
    const found = new Int32Array(left.unitCount).fill(-1);
    for (const { source, target } of rows) found[source.index] = target.index;
    return found;
  }, [rows, left.unitCount]);
  return (
    <Card
      title="Unit by unit"
      actions={
        <>
          {onOrder ? <Select label="Order" value={order} onChange={onOrder} choices={orderChoices} /> : null}
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
            {...{ by, rule, left, right, partners, view }}
            dots={order !== 'MATCHED' || rule !== 'ASSIGNMENT'}
            {...linked}
          />
        )}
      </Settled>
    </Card>
  );
}
