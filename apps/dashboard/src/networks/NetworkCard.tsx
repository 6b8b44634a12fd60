import Link from 'next/link';
import { networkPath } from '../address/paths';
import { Figure, Figures } from '../components/Figure';
import { absent, formatCompact, formatCount } from '../format/numbers';
import { LayerStrip } from './LayerStrip';
import { MeasuredAccuracy } from './MeasuredAccuracy';
import type { NetworkCardData } from './networksDocument';
import { RemoveNetwork } from './RemoveNetwork';

/** One network at a glance. The whole card leads to its page; each part of the strip to a layer. */
export function NetworkCard({ network, onRemoved }: { network: NetworkCardData; onRemoved: () => void }) {
  return (
    <article className="surface group relative flex flex-col gap-4 p-4 transition-colors hover:border-line-strong">
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="truncate text-[0.9375rem] leading-6">
            <Link
              href={networkPath(network.slug)}
              className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              {network.name}
            </Link>
          </h3>
          <p className="truncate text-small text-faint">{network.slug}</p>
        </div>
        <RemoveNetwork
          network={network}
          onRemoved={onRemoved}
          className="relative -mt-1 -mr-1 text-faint sm:opacity-0 sm:group-hover:opacity-100 sm:focus-visible:opacity-100"
        />
      </header>
      <Figures>
        <Figure name={<span title="Share of held-out stimuli named rightly">Accuracy</span>}>
          <MeasuredAccuracy slug={network.slug} />
        </Figure>
        <Figure name="Units">{formatCount(network.unitCount)}</Figure>
        <Figure name="Layers">{formatCount(network.layers.nodes.length)}</Figure>
        <Figure name="Parameters">
          {network.parameterCount === 0 ? absent : formatCompact(network.parameterCount)}
        </Figure>
      </Figures>
      <div className="relative mt-auto">
        <LayerStrip slug={network.slug} layers={network.layers.nodes} />
      </div>
    </article>
  );
}
