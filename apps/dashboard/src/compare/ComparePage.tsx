'use client';

import { titleOfLayers } from '../address/titles';
import { useTitle } from '../address/useTitle';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { IconButton } from '../components/IconButton';
import { SwapIcon } from '../components/icons';
import { Note } from '../components/Note';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { ComparePickers } from './ComparePickers';
import { ComparisonParts } from './ComparisonParts';
import { choicesDocument } from './choicesDocument';
import { reductionInput } from './compareChoice';
import type { Compared } from './comparisonDocument';
import { matchingsDocument } from './matchingsDocument';
import { useCompareChoice } from './useCompareChoice';
import { usualLayers } from './usualLayers';

/** Two layers, unit by unit. */
export function ComparePage() {
  const [choice, choose] = useCompareChoice();
  useTitle(titleOfLayers(choice.left, choice.right));
  const { data, error, refetch } = useResult({ query: choicesDocument, variables: {} });
  if (!data) {
    if (error)
      return <ErrorNote title="The networks cannot be listed" message={readableError(error)} onRetry={refetch} />;
    return <PageSkeleton />;
  }
  const networks = data.networks.nodes;
  const usual = usualLayers(networks);
  const [left, right] = [choice.left ?? usual?.left, choice.right ?? usual?.right];
  if (!left || !right) return <Note>There is no network to compare yet. Import one on the Networks page.</Note>;
  const compared: Compared = { left, right, probeSet: choice.probeSet, reduction: reductionInput(choice.reduction) };
  return (
    <>
      <PageHeader
        title="Compare"
        subtitle="Which units of one layer are also in the other, by what both do on the same samples."
        actions={
          <>
            <IconButton label="Swap left and right" onClick={() => choose({ left: right, right: left })}>
              <SwapIcon />
            </IconButton>
            {choice.view === 'UNITS' ? (
              <CopyAs query={matchingsDocument} variables={{ ...compared, by: choice.by }} />
            ) : null}
          </>
        }
      />
      <ComparePickers
        networks={networks}
        probeSets={data.probeSets.nodes}
        left={left}
        right={right}
        choice={choice}
        choose={choose}
      />
      <ComparisonParts compared={compared} choice={choice} choose={choose} probeSets={data.probeSets.nodes} />
    </>
  );
}
