'use client';

import type { ReactNode } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { Progress } from '../components/Progress';
import { SmallError } from '../components/SmallError';
import { useMounted } from '../components/useMounted';
import { formatSeconds } from '../format/numbers';
import { words } from '../format/words';
import type { ComputationState } from './computationFields';

type Props = {
  computation: ComputationState;
  refetch: () => void;
  /** The place of what comes; the bar lies under it. */
  skeleton?: ReactNode;
  /** In a cell or beside a name: no more than a word and a bar. */
  compact?: boolean;
};

/** Stands where a value will be: how far it is, or why it failed and the way to try again. */
export function ComputingNote({ computation, refetch, skeleton, compact = false }: Props) {
  const { state, title, progress, stage, secondsLeft, error, notice } = computation;
  // It moves between the server's rendering and the browser's taking over; what is written first must not depend on it.
  const mounted = useMounted();
  if (!mounted) return compact ? <div className="h-5 w-20" /> : <div className="pb-7">{skeleton}</div>;
  if (compact) {
    if (state === 'FAILED' || state === 'CANCELLED')
      return <SmallError title={`${title}: ${error ?? words(state)}`} onRetry={refetch} />;
    return (
      <div className="flex h-5 w-20 animate-[appear_200ms_400ms_both] items-center" title={stage ?? title}>
        <Progress value={state === 'QUEUED' ? 0 : progress} label={title} />
      </div>
    );
  }
  if (state === 'FAILED') return <ErrorNote title={`${title}: failed`} message={error} onRetry={refetch} />;
  if (state === 'CANCELLED') return <ErrorNote title={`${title}: cancelled`} message={notice} onRetry={refetch} />;
  const queued = state === 'QUEUED';
  return (
    <div>
      {skeleton}
      {/* Most work is done before anybody could read what it was: shown after a moment. */}
      <div className="mt-1.5 max-w-md animate-[appear_200ms_400ms_both]">
        <Progress value={queued ? 0 : progress} label={title} />
        <p className="mt-1 flex justify-between gap-3 text-tiny text-faint">
          <span className="truncate">{queued ? `${title} (waiting)` : (stage ?? title)}</span>
          {secondsLeft != null && !queued ? <span className="shrink-0">{formatSeconds(secondsLeft)} left</span> : null}
        </p>
      </div>
    </div>
  );
}
