'use client';

import { useRouter } from 'next/navigation';
import { layerPath, unitPath } from '../address/paths';
import { IconButton } from '../components/IconButton';
import { ChevronLeftIcon, ChevronRightIcon } from '../components/icons';
import { useShortcut } from '../shell/useShortcut';

type Props = { slug: string; layer: string; previous: number | null; next: number | null };

/** To the neighbours in the layer, by mouse and by keyboard. Steps replace the address: Back leaves the walk at once. */
export function UnitSteps({ slug, layer, previous, next }: Props) {
  const router = useRouter();
  const go = (index: number | null) => {
    if (index !== null) router.replace(unitPath({ slug, layer, index }), { scroll: false });
  };
  useShortcut('ArrowLeft', 'Unit before', () => go(previous));
  useShortcut('k', 'Unit before', () => go(previous));
  useShortcut('ArrowRight', 'Next unit', () => go(next));
  useShortcut('j', 'Next unit', () => go(next));
  useShortcut('u', 'Up to the layer', () => router.push(layerPath({ slug, layer })));
  return (
    <div className="flex gap-1">
      <IconButton
        label="Unit before (left arrow or k)"
        disabled={previous === null}
        onClick={() => go(previous)}
        className="border border-line-strong bg-raised"
      >
        <ChevronLeftIcon />
      </IconButton>
      <IconButton
        label="Next unit (right arrow or j)"
        disabled={next === null}
        onClick={() => go(next)}
        className="border border-line-strong bg-raised"
      >
        <ChevronRightIcon />
      </IconButton>
    </div>
  );
}
