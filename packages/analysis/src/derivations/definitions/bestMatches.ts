import { type BestMatches, searchBand } from '../../bestMatches/searchBand.js';
import type { UnitRows } from '../../bestMatches/unitRows.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';

/** The parameters of a band: see `bestMatchesOf`. */
interface BandParameters {
  readonly left: Derivation<UnitRows>;
  readonly right: Derivation<UnitRows>;
  readonly kept: number;
  readonly itself: boolean;
  readonly first: number;
  readonly end: number;
  readonly previous: Derivation<BestMatches> | null;
}

export const bestMatchesDefinition: Definition<BestMatches> = {
  kind: 'bestMatches',
  // The band and all tiles are read and standardised; products are looked through once, several at a time.
  cost({ size: { rows = 0, columns = 0, samples = 0 } }) {
    const products = 2 * rows * columns * samples;
    return { products, scanning: 8 * (rows + columns) * samples + rows * columns, steps: 2 };
  },
  async compute(wanted, context) {
    const { left, right, previous, kept, itself, first, end } = wanted.parameters as unknown as BandParameters;
    const found = await searchBand(
      {
        ...{ left: context.input(left), right: context.input(right), itself, kept, first, end },
        previous: previous === null ? null : context.input(previous),
      },
      { store: context.store, backend: await context.backend() },
      (fraction) => context.report(fraction, `multiplying tiles of units, from unit ${first} on`),
    );
    // The band before is in the store, and all that came before it is in that one.
    const old = (previous?.parameters as BandParameters | undefined)?.previous;
    if (old != null) await context.store.removeValue(old.key);
    return found;
  },
};
