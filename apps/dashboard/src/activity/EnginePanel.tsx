'use client';

import { useQuery } from '@urql/next';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { readableError } from '../computing/readableError';
import { formatAny, formatBytes, formatCount } from '../format/numbers';
import { BackendFact } from './BackendFact';
import { EngineFact } from './EngineFact';
import { engineDocument } from './engineDocument';
import { useActivity } from './useActivity';

/** What computes here, why it was chosen, how fast it is, and what is kept. */
export function EnginePanel() {
  const [{ data, error, fetching }, execute] = useQuery({ query: engineDocument, requestPolicy: 'cache-and-network' });
  const again = () => execute({ requestPolicy: 'network-only' });
  useActivity(again);
  const engine = data?.engine;
  if (!engine) {
    if (error)
      return <ErrorNote title="The engine cannot be described" message={readableError(error)} onRetry={again} />;
    return fetching ? <Skeleton className="h-72 w-full" /> : null;
  }
  const { calibration, cache, queue } = engine;
  const asked = cache.hits + cache.misses;
  return (
    <section aria-labelledby="engine" className="surface min-w-0 p-4">
      <h2 id="engine" className="text-body">
        Engine
      </h2>
      <dl className="mt-2">
        <EngineFact name="Backend" note={engine.reason}>
          {engine.backend}
        </EngineFact>
        <EngineFact name="Device">{engine.device}</EngineFact>
        <EngineFact name="Speed">
          {calibration
            ? `${formatAny(calibration.gigaflops)} GFLOP/s, ${formatAny(calibration.gigabytesPerSecond)} GB/s`
            : 'not measured yet'}
        </EngineFact>
        <EngineFact name="Queue">
          {formatCount(queue.running)} running, {formatCount(queue.queued)} waiting,{' '}
          {formatCount(queue.computedSinceStart)} computed since start
        </EngineFact>
        <EngineFact name="In memory">
          {formatCount(cache.memoryEntries)} values, {formatBytes(cache.memoryBytes)}
        </EngineFact>
        <EngineFact name="On disk">
          {formatCount(cache.diskEntries)} values, {formatBytes(cache.diskBytes)}
        </EngineFact>
        <EngineFact name="Found ready">
          {asked === 0 ? 'nothing asked yet' : `${formatCount(cache.hits)} of ${formatCount(asked)}`}
        </EngineFact>
        <EngineFact name="Data folder">
          <span className="font-mono text-tiny break-all">{engine.dataFolder}</span>
        </EngineFact>
        <EngineFact name="Version">{engine.version}</EngineFact>
      </dl>
      <h3 className="mt-4 mb-1 text-small text-faint">Backends</h3>
      <ul className="text-small">
        {engine.backends.map((backend) => (
          <BackendFact key={backend.name} {...backend} />
        ))}
      </ul>
    </section>
  );
}
