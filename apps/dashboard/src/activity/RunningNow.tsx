'use client';

import Link from 'next/link';
import { Progress } from '../components/Progress';
import { Section } from '../components/Section';
import { formatSeconds, plural } from '../format/numbers';
import { useRunning } from './useRunning';

const shown = 3;

/** What is computing now, for the first page. Nothing is shown when nothing is. */
export function RunningNow() {
  const { count, computations } = useRunning();
  if (count === 0) return null;
  const more = count - Math.min(shown, computations.length);
  return (
    <Section title="Computing now" note={plural(count, 'computation')}>
      <div className="surface px-4 py-3">
        <ul className="grid gap-x-8 gap-y-3 md:grid-cols-3">
          {computations.slice(0, shown).map(({ id, title, progress, state, stage, secondsLeft }) => (
            <li key={id} className="min-w-0">
              <p className="flex justify-between gap-3 text-small">
                <span className="truncate" title={title}>
                  {title}
                </span>
                <span className="shrink-0 text-faint">
                  {state === 'QUEUED' ? 'waiting' : `${Math.round(progress * 100)} %`}
                </span>
              </p>
              <Progress value={progress} label={title} className="mt-1.5" />
              <p className="mt-1 flex justify-between gap-3 text-tiny text-faint">
                <span className="truncate">{stage}</span>
                {secondsLeft == null ? null : <span className="shrink-0">{formatSeconds(secondsLeft)} left</span>}
              </p>
            </li>
          ))}
        </ul>
        {more > 0 ? (
          <p className="mt-2 text-small">
            <Link href="/activity" className="text-accent hover:underline">
              {plural(more, 'more computation')}
            </Link>
          </p>
        ) : null}
      </div>
    </Section>
  );
}
