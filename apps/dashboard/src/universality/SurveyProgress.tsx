'use client';

import { ErrorNote } from '../components/ErrorNote';
import { Progress } from '../components/Progress';
import { findComputations } from '../computing/findComputations';
import { plural } from '../format/numbers';
import type { Part } from './countsDocument';

/** How many layers are looked through, and what failed. Nothing once all is there. */
export function SurveyProgress({ parts, refetch }: { parts: readonly Part[]; refetch: () => void }) {
  const computations = findComputations(parts);
  const failed = computations.filter(({ state }) => state === 'FAILED' || state === 'CANCELLED');
  const waiting = computations.filter((computation) => !failed.includes(computation));
  const running = waiting.find(({ state }) => state === 'RUNNING') ?? waiting[0];
  const done = parts.length - computations.length;
  const reached = done + computations.reduce((sum, { progress }) => sum + progress, 0);
  return (
    <>
      {failed.map(({ id, title, error, notice }) => (
        <ErrorNote key={id} title={`${title}: not finished`} message={error ?? notice} onRetry={refetch} />
      ))}
      {running ? (
        <div className="surface p-4" role="status">
          <p className="mb-2 flex flex-wrap justify-between gap-x-4 text-small">
            <span className="font-medium">
              {done} of {plural(parts.length, 'layer')} looked through
            </span>
            <span className="truncate text-faint">{running.title}</span>
          </p>
          <Progress value={reached / Math.max(1, parts.length)} label="Layers looked through" />
        </div>
      ) : null}
    </>
  );
}
