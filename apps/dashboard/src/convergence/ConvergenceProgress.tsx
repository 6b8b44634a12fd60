'use client';

import type { CombinedError } from 'urql';
import { ErrorNote } from '../components/ErrorNote';
import { Progress } from '../components/Progress';
import { findComputations } from '../computing/findComputations';
import { readableError } from '../computing/readableError';
import { plural } from '../format/numbers';
import type { ConvergenceData } from './convergenceDocument';

type Props = {
  convergence: ConvergenceData;
  layers: readonly string[];
  error: CombinedError | undefined;
  refetch: () => void;
};

/** How much of the figure is there, and what failed of it. Nothing once all is there. */
export function ConvergenceProgress({ convergence, layers, error, refetch }: Props) {
  const points = convergence.pairs.flatMap((pair) => pair.points.filter(({ layer }) => layers.includes(layer)));
  const open = points.filter((point) => findComputations(point).length > 0);
  // Of a comparison, the matching comes first and the baselines later.
  const matched = points.filter(
    ({ comparison }) => comparison.__typename !== 'LayerComparison' || comparison.assignment.__typename === 'Matching',
  );
  const computations = findComputations(open);
  const failed = computations.filter(({ state }) => state === 'FAILED' || state === 'CANCELLED');
  // One that is done and still stands here has its value on the way.
  const running = (['RUNNING', 'QUEUED', 'DONE'] as const)
    .map((wanted) => computations.find(({ state }) => state === wanted))
    .find((found) => found !== undefined);
  // Of a comparison under way, what its own computations have reached.
  const reached = open.map((point) => {
    const found = findComputations(point);
    return found.reduce((sum, { progress }) => sum + progress, 0) / found.length;
  });
  const share = (points.length - open.length + reached.reduce((sum, one) => sum + one, 0)) / Math.max(1, points.length);
  return (
    <>
      {error ? (
        <ErrorNote title="Some of this could not be asked for" message={readableError(error)} onRetry={refetch} />
      ) : null}
      {failed.map(({ id, title, error: message, notice }) => (
        <ErrorNote key={id} title={`${title}: not finished`} message={message ?? notice} onRetry={refetch} />
      ))}
      {running ? (
        <div className="surface p-4" role="status">
          <p className="mb-2 flex flex-wrap justify-between gap-x-4 text-small">
            <span className="font-medium">
              {matched.length} of {plural(points.length, 'comparison')} matched, {points.length - open.length} with all
              baselines
            </span>
            <span className="truncate text-faint">{running.title}</span>
          </p>
          <Progress value={share} label="Comparisons complete" />
        </div>
      ) : null}
    </>
  );
}
