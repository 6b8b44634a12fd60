import type { UnitMatrix } from '../../plots/unitMatrix';
import { bestPartners, highestPlaces, livePairs } from '../../plots/unitPairs';
import { informationalCorrelation } from './information';
import { rankCorrelation } from './rankCorrelation';

/** How much more a pair has to share than its correlation says, to be listed: both as correlations, 0..1. */
export const LEAST_SURPLUS = 0.2;

/** Pairs listed at most. */
const LISTED = 8;

/** Pairs that the rank correlation looks at; of more, evenly spaced ones. */
const RANKED = 100_000;

/** What correlation says and misses of the pairs of two layers, beside mutual information. */
export interface ScatterFindings {
  /** Places in the matrices of all pairs that have both values. */
  readonly places: Uint32Array;
  /** Places of pairs that share far more than their correlation says, the farthest first, and how many there are in all. */
  readonly hidden: readonly number[];
  readonly hiddenCount: number;
  /** Share of the rows, 0..1, whose best partner is the same under both; NaN when there are none. */
  readonly samePartner: number;
  /** Spearman's correlation of |r| with mutual information over the pairs, -1..1; NaN with fewer than two. */
  readonly agreement: number;
}

/** @param same whether rows and columns are the units of one layer */
export function scatterFindings(correlation: UnitMatrix, information: UnitMatrix, same: boolean): ScatterFindings {
  const places = livePairs(correlation, information, same);
  const surplus = (place: number) =>
    informationalCorrelation(information.values[place]!) - Math.abs(correlation.values[place]!);
  let hiddenCount = 0;
  for (const place of places) if (surplus(place) >= LEAST_SURPLUS) hiddenCount++;
  const hidden = highestPlaces(places, surplus, Math.min(LISTED, hiddenCount));
  const step = Math.max(1, Math.ceil(places.length / RANKED));
  const ranked = step === 1 ? places : places.filter((_, index) => index % step === 0);
  return {
    places,
    hidden,
    hiddenCount,
    samePartner: shareOfSame(bestPartners(correlation, same), bestPartners(information, same)),
    agreement: rankCorrelation(
      Float64Array.from(ranked, (place) => Math.abs(correlation.values[place]!)),
      Float64Array.from(ranked, (place) => information.values[place]!),
    ),
  };
}

function shareOfSame(one: Int32Array, other: Int32Array): number {
  const live = one.reduce((count, partner, row) => count + Number(partner >= 0 && other[row]! >= 0), 0);
  const alike = one.reduce((count, partner, row) => count + Number(partner >= 0 && partner === other[row]), 0);
  return alike / live;
}
