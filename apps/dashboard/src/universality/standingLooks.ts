import type { BarSeries } from '../plots/stackedBars';
import type { LayerCounts } from './layerCounts';

export type Found = 'ALL' | 'SOME' | 'ONE';

/** How units of each standing are drawn: the more networks, the fuller the colour. */
export const STANDING_LOOKS: Record<
  Found,
  BarSeries & { readonly meaning: string; readonly field: keyof LayerCounts }
> = {
  ALL: {
    key: 'ALL',
    field: 'all',
    name: 'in all networks',
    meaning: 'found in every other network that was looked in',
    colour: 'var(--assignment)',
    ink: 'var(--raised)',
  },
  SOME: {
    key: 'SOME',
    field: 'some',
    name: 'in some',
    meaning: 'found in another network, yet not in every one',
    colour: 'color-mix(in srgb, var(--assignment) 45%, var(--raised))',
    ink: 'var(--ink)',
  },
  ONE: {
    key: 'ONE',
    field: 'one',
    name: 'in one',
    meaning: 'found in no network but its own',
    colour: 'var(--line-strong)',
    ink: 'var(--ink)',
  },
};

/** In two networks a unit is in both or in one. */
export function standingsAmong(networks: number): Found[] {
  return networks > 2 ? ['ALL', 'SOME', 'ONE'] : ['ALL', 'ONE'];
}
