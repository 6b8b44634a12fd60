'use client';

import { useMutation } from 'urql';
import { IconButton } from '../components/IconButton';
import { CloseIcon } from '../components/icons';
import { Progress } from '../components/Progress';
import { readableError } from '../computing/readableError';
import { formatSeconds } from '../format/numbers';
import { formatClock, secondsBetween } from '../format/time';
import { cancelDocument } from './cancelDocument';
import type { ListedComputation } from './computationsDocument';
import { StateBadge } from './StateBadge';

function Timing({ computation }: { computation: ListedComputation }) {
  const { state, secondsLeft, estimate, startedAt, endedAt } = computation;
  if (state === 'RUNNING') return secondsLeft == null ? null : <>{formatSeconds(secondsLeft)} left</>;
  if (state === 'QUEUED')
    return estimate ? (
      <>
        {estimate.seconds < 1 ? '' : 'about '}
        {formatSeconds(estimate.seconds)}
      </>
    ) : null;
  const took = secondsBetween(startedAt, endedAt);
  if (took === null) return null;
  return took < 1 ? `${Math.max(1, Math.round(took * 1000))} ms` : formatSeconds(took);
}

/** One computation: what, how far, how long, and the way to stop it. */
export function ComputationRow({ computation }: { computation: ListedComputation }) {
  const { id, state, title, stage, progress, error, notice, requestedAt } = computation;
  const [cancelling, cancel] = useMutation(cancelDocument);
  const open = state === 'QUEUED' || state === 'RUNNING';
  const note = state === 'FAILED' ? error : (notice ?? (open ? stage : null));
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line/70 py-1.5 last:border-0 sm:grid-cols-[auto_minmax(0,1fr)_auto_2rem]">
      <StateBadge state={state} />
      <div className="min-w-0">
        <p className="break-words">{title}</p>
        {note ? (
          <p className={state === 'FAILED' ? 'text-small text-danger' : 'text-small text-faint'}>{note}</p>
        ) : null}
        {state === 'RUNNING' ? <Progress value={progress} label={title} className="mt-1.5 max-w-md" /> : null}
        {cancelling.error ? (
          <p role="alert" className="text-small text-danger">
            {readableError(cancelling.error)}
          </p>
        ) : null}
      </div>
      <div className="text-small text-faint max-sm:col-start-2 max-sm:row-start-2">
        <span className="mr-3">
          <Timing computation={computation} />
        </span>
        {/* The reader's own clock, which the server does not know. */}
        <time dateTime={requestedAt} suppressHydrationWarning className="text-tiny">
          {formatClock(requestedAt)}
        </time>
      </div>
      <div className="max-sm:col-start-3 max-sm:row-start-1">
        {open ? (
          <IconButton
            className="-my-1.5"
            label={`Cancel: ${title}`}
            disabled={cancelling.fetching}
            onClick={() => cancel({ id })}
          >
            <CloseIcon />
          </IconButton>
        ) : null}
      </div>
    </li>
  );
}
