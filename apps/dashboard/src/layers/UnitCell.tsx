import Link from 'next/link';
import { memo } from 'react';
import { pairPath, unitPath } from '../address/paths';
import { Skeleton } from '../components/Skeleton';
import { formatValue } from '../format/numbers';
import { TinyHistogram } from '../units/TinyHistogram';
import { UnitThumbnails } from '../units/UnitThumbnails';
import type { BestMatch } from './bestMatchesDocument';
import { orders, type UnitOrder } from './orders';
import type { RankedUnit } from './rankingDocument';

type Props = {
  entry: RankedUnit;
  slug: string;
  layer: string;
  by: UnitOrder;
  match: BestMatch | undefined;
};

/** Units whose activation never changes say so; live ones need no mark. */
function Mark({ condition }: { condition: string }) {
  if (condition === 'LIVE') return null;
  return <span className="rounded-[0.2rem] bg-warning/15 px-1 text-tiny text-warning">{condition.toLowerCase()}</span>;
}

function Match({ unit, match }: { unit: string; match: BestMatch | undefined }) {
  if (match === undefined || match.__typename === 'Computation') return <Skeleton className="h-3.5 w-24" />;
  if (match.__typename === 'Incomparable')
    return (
      <span className="truncate text-faint" title={match.message}>
        not comparable
      </span>
    );
  const [best] = match.matches;
  if (!best) return <span className="text-faint">no match</span>;
  const { index, layer } = best.target;
  return (
    <Link
      href={pairPath(unit, best.target.id)}
      className="relative flex min-w-0 items-baseline gap-1.5 rounded-small hover:text-accent"
      title={`Best match: unit ${index} of ${layer.name} of ${layer.network.name}`}
    >
      <span className="font-medium">{formatValue(best.value, 2)}</span>
      <span className="truncate text-faint">
        {layer.network.slug} · {index}
      </span>
    </Link>
  );
}

/** One unit in the grid: its number, what drives it, how it is distributed, and who is most like it. */
export const UnitCell = memo(function UnitCell({ entry, slug, layer, by, match }: Props) {
  const { unit, score } = entry;
  const { statistics } = unit;
  const written = orders[by].format(score);
  return (
    <li className="surface relative flex h-[10.75rem] flex-col justify-between p-2.5 transition-colors hover:border-line-strong">
      <div className="flex items-baseline justify-between gap-2">
        <Link
          href={unitPath({ slug, layer, index: unit.index })}
          data-unit={unit.index}
          aria-label={`Unit ${unit.index}`}
          className="font-medium after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {unit.index}
        </Link>
        {statistics.__typename === 'UnitStatistics' ? <Mark condition={statistics.condition} /> : null}
        {written === null ? null : <span className="ml-auto truncate text-tiny text-faint">{written}</span>}
      </div>
      <UnitThumbnails unit={unit} />
      {statistics.__typename === 'UnitStatistics' ? (
        <TinyHistogram histogram={statistics.histogram} className="h-5 w-full" />
      ) : (
        <Skeleton className="h-5 w-full" />
      )}
      <div className="h-4 text-tiny leading-4">
        <Match unit={unit.id} match={match} />
      </div>
    </li>
  );
});
