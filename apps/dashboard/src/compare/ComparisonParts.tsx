'use client';

import { ErrorNote } from '../components/ErrorNote';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { ComparisonViews } from './ComparisonViews';
import type { ChoosableProbeSet } from './choicesDocument';
import type { CompareChoice } from './compareChoice';
import { type Compared, comparisonDocument } from './comparisonDocument';
import { IncomparableNote } from './IncomparableNote';
import type { Choose } from './useCompareChoice';

type Props = { compared: Compared; choice: CompareChoice; choose: Choose; probeSets: readonly ChoosableProbeSet[] };

/** What is known of two layers, or why they cannot be compared. */
export function ComparisonParts(props: Props) {
  const { compared, choice, choose, probeSets } = props;
  const result = useResult({ query: comparisonDocument, variables: compared });
  const comparison = result.data?.compare;
  if (!comparison) {
    if (!result.error) return <PageSkeleton />;
    return (
      <ErrorNote
        title="These layers cannot be compared"
        message={readableError(result.error)}
        onRetry={result.refetch}
      />
    );
  }
  if (comparison.__typename === 'Incomparable') {
    return <IncomparableNote refusal={comparison} {...{ compared, choice, choose, probeSets }} />;
  }
  // Another pair of layers begins with no cursor and no page of matches.
  return <ComparisonViews key={comparison.id} comparison={comparison} {...{ compared, choice, choose }} />;
}
