'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { layerPath } from '../address/paths';
import { buttonClass } from '../components/Button';
import { ChevronLeftIcon, ChevronRightIcon } from '../components/icons';
import { useShortcut } from '../shell/useShortcut';

type Props = { slug: string; layers: readonly { id: string; name: string }[]; name: string };

/** To the layers before and behind this one. */
export function LayerSteps({ slug, layers, name }: Props) {
  const router = useRouter();
  const place = layers.findIndex((layer) => layer.name === name);
  const before = layers[place - 1];
  const behind = layers[place + 1];
  const path = (layer: { name: string } | undefined) => (layer ? layerPath({ slug, layer: layer.name }) : null);
  const go = (href: string | null) => href && router.push(href);
  useShortcut('[', 'Layer before', () => go(path(before)));
  useShortcut(']', 'Next layer', () => go(path(behind)));
  return (
    <div className="flex gap-1">
      {before ? (
        <Link href={path(before)!} className={buttonClass()} aria-label={`Layer before: ${before.name}`}>
          <ChevronLeftIcon width="14" height="14" /> {before.name}
        </Link>
      ) : null}
      {behind ? (
        <Link href={path(behind)!} className={buttonClass()} aria-label={`Next layer: ${behind.name}`}>
          {behind.name} <ChevronRightIcon width="14" height="14" />
        </Link>
      ) : null}
    </div>
  );
}
