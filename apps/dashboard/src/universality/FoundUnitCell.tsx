import Link from 'next/link';
import { memo } from 'react';
import { pairPath, unitPath } from '../address/paths';
import { formatValue } from '../format/numbers';
import { UnitThumbnails } from '../units/UnitThumbnails';
import type { FoundUnit } from './foundUnitsDocument';
import { STANDING_LOOKS } from './standingLooks';

/** Each other network as a mark, full where the unit is found; it leads to the pair. */
function Networks({ unit, networks }: { unit: string; networks: FoundUnit['networks'] }) {
  return (
    <ul className="relative flex gap-1">
      {networks.map(({ network, best, surplus, found }) =>
        best === null ? null : (
          <li key={network.id}>
            <Link
              href={pairPath(unit, best.target.id)}
              aria-label={`${network.name}: ${found ? 'found' : 'not found'}, surplus ${formatValue(surplus)}`}
              title={`${network.name}, ${best.target.layer.name} · ${best.target.index}: correlation ${formatValue(best.value)}, ${formatValue(surplus)} above rotation`}
              className="flex size-4 items-center justify-center rounded-small hover:bg-hover"
            >
              <span
                aria-hidden="true"
                className="size-2.5 rounded-full border"
                style={{
                  borderColor: found ? STANDING_LOOKS.ALL.colour : 'var(--faint)',
                  background: found ? STANDING_LOOKS.ALL.colour : 'transparent',
                }}
              />
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}

/** One unit: whose it is, what drives it, and in which of the other networks it is. */
export const FoundUnitCell = memo(function FoundUnitCell({ entry }: { entry: FoundUnit }) {
  const { unit, excess, best, rotated, networks, standing } = entry;
  const { index, layer } = unit;
  const { slug, name } = layer.network;
  return (
    <li className="surface relative flex flex-col justify-between gap-2 p-2.5 transition-colors hover:border-line-strong">
      <div className="flex items-baseline justify-between gap-2">
        <Link
          href={unitPath({ slug, layer: layer.name, index })}
          data-unit={unit.id}
          aria-label={`Unit ${index} of ${layer.name} of ${name}`}
          className="min-w-0 truncate after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          <span className="font-medium">{index}</span>{' '}
          <span className="text-tiny text-faint">
            {layer.name} · {slug}
          </span>
        </Link>
      </div>
      <UnitThumbnails unit={unit} />
      <div className="flex items-center justify-between gap-2 text-tiny">
        {standing === null ? (
          <span className="rounded-[0.2rem] bg-warning/15 px-1 text-warning">does not vary</span>
        ) : (
          <span title={`Best partners ${formatValue(best)} on average, ${formatValue(rotated)} under rotation`}>
            <span className="font-medium">{formatValue(excess)}</span> <span className="text-faint">excess</span>
          </span>
        )}
        <Networks unit={unit.id} networks={networks} />
      </div>
    </li>
  );
});
