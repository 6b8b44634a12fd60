import { formatBytes, formatCompact, formatSeconds, plural } from '../format/numbers';
import type { Inspection } from './networkImportDocuments';
import { StepCard } from './StepCard';

type Fit = Inspection['probeSets'][number];

/** On which probe sets it can be recorded, and what that would cost. */
export function RecordingPrices({ probeSets, isStale }: { probeSets: readonly Fit[]; isStale: boolean }) {
  const fitting = probeSets.filter(({ problem }) => problem === null);
  const others = probeSets.filter(({ problem }) => problem !== null);
  return (
    <StepCard title="What would be recorded" note="when a page first asks for it, layer by layer">
      <div className={isStale ? 'opacity-50' : undefined}>
        {fitting.length === 0 ? (
          <p className="text-warning">
            No probe set here has stimuli that it takes with this preprocessing. It can be imported now, and recorded
            once there is one.
          </p>
        ) : (
          <ul className="flex flex-col gap-1.5">
            {fitting.map(({ probeSet, estimate }) => (
              <li key={probeSet.id} className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium">{probeSet.name}</span>
                <span className="text-small text-soft tabular-nums">
                  {plural(probeSet.count, 'stimulus', 'stimuli')}
                  {estimate ? `, ${priceInWords(estimate)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 ? (
          <details className="mt-3">
            <summary className="text-small text-faint">
              {plural(others.length, 'probe set')} that {others.length === 1 ? 'does' : 'do'} not fit
            </summary>
            <ul className="mt-1.5 flex flex-col gap-1 text-small text-soft">
              {others.map(({ probeSet, problem }) => (
                <li key={probeSet.id}>{problem}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </StepCard>
  );
}

function priceInWords({ flops, bytes, seconds, cached }: NonNullable<Fit['estimate']>): string {
  if (cached) return 'recorded already';
  const time = seconds > 0 ? `, ${formatSeconds(seconds)}` : '';
  return `${formatBytes(bytes)} read and written for all layers${flops > 0 ? `, ${formatCompact(flops)} operations` : ''}${time}`;
}
