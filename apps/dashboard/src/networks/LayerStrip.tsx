import Link from 'next/link';
import { layerPath } from '../address/paths';
import { plural } from '../format/numbers';

type StripLayer = { id: string; name: string; unitCount: number };

/** The layers of a network side by side, as wide as they have units, deeper ones darker. Each leads to its page. */
export function LayerStrip({ slug, layers }: { slug: string; layers: readonly StripLayer[] }) {
  const last = Math.max(1, layers.length - 1);
  return (
    <ol className="flex h-9 gap-0.5 overflow-hidden rounded-small" aria-label="Layers">
      {layers.map((layer, index) => (
        <li key={layer.id} className="min-w-2" style={{ flex: `${layer.unitCount} 1 0%` }}>
          <Link
            href={layerPath({ slug, layer: layer.name })}
            title={`${layer.name}: ${plural(layer.unitCount, 'unit')}`}
            aria-label={`${layer.name}, ${plural(layer.unitCount, 'unit')}`}
            className="relative flex h-full flex-wrap justify-center overflow-hidden text-tiny leading-9 text-ink transition-[filter] duration-100 hover:brightness-95 focus-visible:-outline-offset-2 dark:hover:brightness-125"
            style={{
              background: `color-mix(in oklab, var(--accent) ${10 + Math.round((26 * index) / last)}%, var(--raised))`,
            }}
          >
            {/* A name that is too wide wraps below the strip, out of sight, rather than being cut. */}
            <span className="h-full w-0" />
            <span className="h-full px-0.5 whitespace-nowrap">{layer.name}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
