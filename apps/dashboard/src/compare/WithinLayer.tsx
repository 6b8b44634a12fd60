'use client';

import { useMemo } from 'react';
import { Note } from '../components/Note';
import { useResult } from '../computing/useResult';
import { partnerCurve } from '../plots/unitPairs';
import type { ViewProps } from './ComparisonViews';
import { comparisonIn } from './comparisonIn';
import { HeatmapCard } from './HeatmapCard';
import { matrixDocument } from './matrixDocument';
import { PairCard } from './PairCard';
import { ScatterCard } from './scatter/ScatterCard';
import { useChance } from './useChance';
import { useLinked } from './useLinked';
import { useUnitMatrix } from './useUnitMatrix';
import { WithinCurve } from './within/WithinCurve';
import { WithinPairs } from './within/WithinPairs';

/**
 * A layer with itself. Every rule gives each unit itself there, so what is shown is the matrix off its diagonal, and each unit with
 * its most alike other one.
 */
export function WithinLayer({ comparison, compared, choice, choose }: ViewProps) {
  const { by } = choice;
  const linked = useLinked(choice, choose);
  const { left, right } = comparison;
  const chance = useChance(compared, by);
  const shared = { compared, by, chance, rule: 'GREEDY', left, right } as const;
  const result = useResult({ query: matrixDocument, variables: { ...compared, by, order: 'ORIGINAL' } });
  const found = result.data && comparisonIn(result.data)?.matrix;
  const { matrix } = useUnitMatrix(found?.__typename === 'Matrix' ? found : null);
  const points = useMemo(() => matrix && partnerCurve(matrix, true), [matrix]);
  const best = points?.[0];
  return (
    <>
      <Note>
        A layer with itself. Greedy and assignment give every unit itself, which says nothing; what says something is
        how alike different units are: the matrix off its diagonal, and each unit with its most alike other one.
      </Note>
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <WithinCurve {...shared} {...linked} result={result} points={points} />
          <PairCard {...shared} {...linked} best={best ? { source: best.source, target: best.target } : null} />
        </div>
        <HeatmapCard {...shared} {...linked} order="ORIGINAL" onOrder={null} matches={null} />
      </div>
      <WithinPairs by={by} layer={left} matrix={matrix} {...linked} />
      <ScatterCard {...shared} {...linked} />
    </>
  );
}
