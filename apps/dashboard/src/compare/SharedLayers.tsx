'use client';

import { useInSight } from '../components/useInSight';
import type { ChoosableNetwork } from './choicesDocument';
import type { Choose } from './useCompareChoice';

type Props = { networks: readonly ChoosableNetwork[]; left: string; right: string; choose: Choose };

/** The layers of one name that both networks have: the way through the depth in single clicks. */
export function SharedLayers({ networks, left, right, choose }: Props) {
  const layersWith = (id: string) =>
    networks.find(({ layers }) => layers.nodes.some((layer) => layer.id === id))?.layers.nodes ?? [];
  const partners = layersWith(right);
  const shared = layersWith(left).flatMap((layer) => {
    const partner = partners.find(({ name }) => name === layer.name);
    return partner ? [{ name: layer.name, left: layer.id, right: partner.id }] : [];
  });
  const row = useInSight<HTMLUListElement>(`${left} ${right}`, '[aria-pressed=true]');
  if (shared.length < 2) return null;
  return (
    <div className="min-w-0">
      <p className="mb-1 text-tiny text-faint">Same layer of both</p>
      <ul ref={row} className="-m-1 flex h-10 items-center gap-0.5 overflow-x-auto p-1 [scrollbar-width:none]">
        {shared.map((layer) => {
          const present = layer.left === left && layer.right === right;
          return (
            <li key={layer.name}>
              <button
                type="button"
                aria-pressed={present}
                onClick={() => choose({ left: layer.left, right: layer.right })}
                className="rounded-full border border-transparent px-2.5 py-0.5 text-small whitespace-nowrap text-soft hover:bg-sunken hover:text-ink aria-pressed:border-accent/40 aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent-strong"
              >
                {layer.name}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
