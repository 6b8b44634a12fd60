'use client';

import Link from 'next/link';
import { useRunning } from '../activity/useRunning';
import { joined } from '../components/joined';
import { plural } from '../format/numbers';

/** A dot and a number: what is computing now. Quiet when nothing is. */
export function ComputingNow() {
  const { count, computations } = useRunning();
  const progress =
    computations.length === 0 ? 0 : computations.reduce((sum, one) => sum + one.progress, 0) / computations.length;
  const name =
    count === 0 ? 'Nothing is computing' : `${plural(count, 'computation')} at ${Math.round(progress * 100)} %`;
  return (
    <Link
      href="/activity"
      aria-label={name}
      title={name}
      className="inline-flex h-8 items-center gap-2 rounded-small px-2 text-small text-soft transition-colors hover:bg-hover hover:text-ink"
    >
      <span className="relative flex size-2.5 items-center justify-center">
        {count > 0 ? <span className="absolute size-2.5 animate-ping rounded-full bg-accent/50" /> : null}
        <span className={joined('size-1.5 rounded-full', count > 0 ? 'bg-accent' : 'bg-line-strong')} />
      </span>
      {count > 0 ? (
        <span>
          {count}
          <span className="hidden xl:inline"> computing</span>
        </span>
      ) : (
        <span className="hidden xl:inline">Idle</span>
      )}
    </Link>
  );
}
