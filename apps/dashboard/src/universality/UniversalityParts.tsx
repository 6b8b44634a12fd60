'use client';

import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { CyclesCard } from './CyclesCard';
import { countsDocument } from './countsDocument';
import { FoundCard } from './FoundCard';
import { layerCounts, refusalsOf } from './layerCounts';
import { SurveyProgress } from './SurveyProgress';
import { UnitsCard } from './UnitsCard';
import type { UniversalityChoice } from './universalityChoice';
import type { Choose } from './useUniversalityChoice';

type Props = {
  networks: readonly { id: string; slug: string; name: string }[];
  layers: readonly string[];
  /** Those of them that all the networks have: round trips go over these. */
  shared: readonly string[];
  choice: UniversalityChoice;
  choose: Choose;
};

/** The bars, the units behind them, and the round trips. */
export function UniversalityParts({ networks, layers, shared, choice, choose }: Props) {
  const { threshold, scope } = choice;
  const variables = { networks: networks.map(({ id }) => id), threshold, scope };
  const result = useResult({ query: countsDocument, variables: { ...variables, layers: [...layers] } });
  const universality = result.data?.universality;
  const parts = universality?.parts.filter(({ layer }) => layers.includes(layer.name)) ?? [];
  return (
    <div className="flex flex-col gap-6">
      {universality ? (
        <>
          <SurveyProgress parts={parts} refetch={result.refetch} />
          {refusalsOf(parts)
            .slice(0, 3)
            .map((message) => (
              <Note key={message}>{message}</Note>
            ))}
          <FoundCard
            counts={layerCounts(parts, layers)}
            slugs={networks.map(({ slug }) => slug)}
            threshold={threshold}
            onPick={(layer, found) => {
              choose({ layer, found });
              document.getElementById('units')?.scrollIntoView({ block: 'start', behavior: 'smooth' });
            }}
          />
        </>
      ) : result.error ? (
        <ErrorNote
          title="The universality cannot be shown"
          message={readableError(result.error)}
          onRetry={result.refetch}
        />
      ) : (
        <PageSkeleton />
      )}
      <UnitsCard variables={variables} layers={layers} choice={choice} choose={choose} />
      {shared.length > 0 ? <CyclesCard networks={networks} layers={shared} choice={choice} choose={choose} /> : null}
    </div>
  );
}
