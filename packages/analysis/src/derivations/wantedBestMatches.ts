import { type BandPlan, bandPlanOf } from '../bestMatches/bandPlan.js';
import type { BestMatches } from '../bestMatches/searchBand.js';
import type { UnitRows } from '../bestMatches/unitRows.js';
import { type Derivation, derivation } from './derivation.js';
import type { Recording } from './values.js';
import { layerTitle, pairSize, pairTitle } from './wanted.js';

/** A recording turned so that its units can be read a few at a time. */
export function unitRowsOf(recording: Derivation<Recording>, tileUnits: number): Derivation<UnitRows> {
  return derivation({
    kind: 'unitRows',
    version: 1,
    title: `Turn the recording of ${layerTitle(recording)}`,
    parameters: { recording, tileUnits },
    size: recording.size,
  });
}

/** How many partners are kept of each unit. */
export interface BestMatchesChoice {
  readonly kept: number;
  /** Whether both sides are the same layer, so that no unit is its own partner; told from the recordings by default. */
  readonly itself?: boolean;
  /** For tests. */
  readonly plan?: BandPlan;
}

/**
 * The best partners of every unit of two layers, both ways, by Pearson's correlation (of `ranksOf`: Spearman's), without the matrix of all
 * correlations. It is the last of a chain of bands of the left side: each goes on from the one before it and is a value in the store, so
 * that a search that was cut off loses the band that it was at; what came before the last two is removed on the way.
 */
export function bestMatchesOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { kept, itself = left.key === right.key, plan = bandPlanOf(left.size.samples ?? 0) }: BestMatchesChoice,
): Derivation<BestMatches> {
  const units = left.size.units ?? 0;
  const sides = { left: unitRowsOf(left, plan.tileUnits), right: unitRowsOf(right, plan.tileUnits) };
  const title = `${pairTitle(`Find the ${kept} best partners of the units of`, left, right)}`;
  let previous: Derivation<BestMatches> | null = null;
  for (let first = 0; first === 0 || first < units; first += plan.bandUnits) {
    const end = Math.min(first + plan.bandUnits, units);
    previous = derivation<BestMatches>({
      kind: 'bestMatches',
      version: 1,
      title: end < units ? `${title}, units ${first} to ${end - 1}` : title,
      parameters: { ...sides, kept, itself, first, end, previous },
      size: {
        ...pairSize(left, right),
        rows: end - first,
        columns: itself ? units - first : (right.size.units ?? 0),
      },
    });
  }
  return previous as Derivation<BestMatches>;
}
