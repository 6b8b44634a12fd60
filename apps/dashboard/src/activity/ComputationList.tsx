'use client';

import { useQuery } from '@urql/next';
import { oneOf, useAddress } from '../address/useAddress';
import { Button } from '../components/Button';
import { ErrorNote } from '../components/ErrorNote';
import { Segmented } from '../components/Segmented';
import { Skeleton } from '../components/Skeleton';
import { readableError } from '../computing/readableError';
import { plural } from '../format/numbers';
import { ComputationRow } from './ComputationRow';
import { computationsDocument, type ListedComputation } from './computationsDocument';
import { useActivity } from './useActivity';

type State = ListedComputation['state'];

const views = {
  all: { label: 'All', states: null },
  open: { label: 'Running', states: ['RUNNING', 'QUEUED'] },
  done: { label: 'Done', states: ['DONE'] },
  failed: { label: 'Failed', states: ['FAILED', 'CANCELLED'] },
} satisfies Record<string, { label: string; states: State[] | null }>;

type View = keyof typeof views;
const viewNames: [View, ...View[]] = ['all', 'open', 'done', 'failed'];
const page = 50;
const largestPage = 500;

const runningFirst = (nodes: readonly ListedComputation[]) =>
  [...nodes].sort((a, b) => Number(b.state === 'RUNNING') - Number(a.state === 'RUNNING'));

/** Computations, newest first, as they come and go. */
export function ComputationList() {
  const [params, change] = useAddress();
  const view = oneOf(viewNames, params.get('state'));
  const first = Math.min(largestPage, Math.max(page, Number(params.get('first')) || page));
  const [{ data, error, fetching }, execute] = useQuery({
    query: computationsDocument,
    variables: { first, states: views[view].states },
    requestPolicy: 'cache-and-network',
  });
  const again = () => execute({ requestPolicy: 'network-only' });
  useActivity(again);
  const { nodes = [], totalCount = 0 } = data?.computations ?? {};
  return (
    <section aria-label="Computations" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label="State"
          value={view}
          onChange={(next) => change({ state: next === 'all' ? null : next, first: null }, 'push')}
          choices={viewNames.map((value) => ({ value, label: views[value].label }))}
        />
        {data ? <span className="text-small text-faint">{plural(totalCount, 'computation')}</span> : null}
      </div>
      {error ? (
        <ErrorNote title="The computations cannot be listed" message={readableError(error)} onRetry={again} />
      ) : null}
      {data === undefined && fetching ? <Skeleton className="h-64 w-full" /> : null}
      {data && nodes.length === 0 ? (
        <p className="surface px-4 py-10 text-center text-soft">
          {view === 'all' ? 'Nothing was computed yet. Open a network, and its numbers will be.' : 'None of that kind.'}
        </p>
      ) : null}
      {nodes.length > 0 ? (
        <ul className="surface px-4 py-1.5">
          {(view === 'open' ? runningFirst(nodes) : nodes).map((computation) => (
            <ComputationRow key={computation.id} computation={computation} />
          ))}
        </ul>
      ) : null}
      {nodes.length < totalCount && first < largestPage ? (
        <div className="mt-3 text-center">
          <Button onClick={() => change({ first: String(first + page) })}>Show more</Button>
        </div>
      ) : null}
    </section>
  );
}
