import type { Part } from './countsDocument';

/** The units of one layer, those of all the networks together. */
export interface LayerCounts {
  readonly layer: string;
  readonly all: number;
  readonly some: number;
  readonly one: number;
  readonly dead: number;
  /** Means over the live units; null where there are none. */
  readonly excess: number | null;
  readonly best: number | null;
  readonly rotated: number | null;
  /** Networks whose numbers are there, of so many. */
  readonly known: number;
  readonly parts: number;
}

/** Layer by layer, what is known so far. */
export function layerCounts(parts: readonly Part[], layers: readonly string[]): LayerCounts[] {
  return layers.map((layer) => {
    const own = parts.filter((part) => part.layer.name === layer);
    const counts = own.flatMap((part) => (part.counts.__typename === 'UniversalityCounts' ? [part.counts] : []));
    const sum = (name: 'all' | 'some' | 'one' | 'dead') => counts.reduce((total, each) => total + each[name], 0);
    const live = sum('all') + sum('some') + sum('one');
    // Of the units, not of the networks: one with more live units counts for more.
    const mean = (name: 'meanExcess' | 'meanBest' | 'meanRotated') =>
      live === 0
        ? null
        : counts.reduce((total, each) => total + (each[name] ?? 0) * (each.all + each.some + each.one), 0) / live;
    return {
      layer,
      all: sum('all'),
      some: sum('some'),
      one: sum('one'),
      dead: sum('dead'),
      excess: mean('meanExcess'),
      best: mean('meanBest'),
      rotated: mean('meanRotated'),
      known: counts.length,
      parts: own.length,
    };
  });
}

/** Why networks or layers are left out, each reason once. */
export function refusalsOf(parts: readonly Part[]): string[] {
  const messages = parts.flatMap(({ counts }) => {
    if (counts.__typename === 'Incomparable') return [counts.message];
    return counts.__typename === 'UniversalityCounts' ? counts.incomparable.map(({ message }) => message) : [];
  });
  return [...new Set(messages)];
}
