import Link from 'next/link';
import { unitPath } from '../address/paths';
import { UnitProfile } from '../units/UnitProfile';
import type { PairUnit } from './pairDocument';

/** One of the two units, in full. */
export function PairCard({ side, unit }: { side: string; unit: PairUnit }) {
  const { layer } = unit;
  return (
    <section aria-label={`${side} unit`} className="surface min-w-0 p-4 sm:p-5">
      <header className="mb-4 flex items-baseline justify-between gap-3">
        <h2 className="text-base">
          <Link
            href={unitPath({ slug: layer.network.slug, layer: layer.name, index: unit.index })}
            className="hover:text-accent"
          >
            {layer.name} · {unit.index}
          </Link>
        </h2>
        <span className="truncate text-small text-faint">
          {side}, {layer.network.name}
        </span>
      </header>
      <UnitProfile unit={unit.id} stacked />
    </section>
  );
}
