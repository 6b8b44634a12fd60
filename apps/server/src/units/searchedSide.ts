import type { BestMatches, Correlation } from '@unitgraph/analysis';
import type { LayerPair } from '../comparisons/layerPair.js';
import { type PairIndex, pairIndexOf, withoutSelves } from '../comparisons/pairIndex.js';

/** The values that a unit has with its partners: `count` of them from `first` on, NaN where there is none. */
interface PartnerValues {
  readonly values: Float64Array;
  readonly first: number;
  readonly count: number;
  /** Which units those are, from `first` on; null where they are all, in their order. */
  readonly partners: Int32Array | null;
}

/** One layer in which the units of another look for partners. */
export interface SearchedSide {
  readonly pair: LayerPair;
  /** All values; null where only the best partners are known, best first, ties to the lower index. */
  readonly correlation: Correlation | null;
  readonly leftConditions: Uint8Array;
  readonly rightConditions: Uint8Array;
  readonly index: PairIndex;
  of(unit: number): PartnerValues;
}

/** With all values: a unit's own is none of them. */
export function sideOfValues(pair: LayerPair, values: Correlation): SearchedSide {
  const correlation = pair.left === pair.right ? withoutSelves(values) : values;
  const { leftConditions, rightConditions, columns } = correlation;
  const of = (unit: number) => ({
    ...{ values: correlation.values, first: unit * columns, count: columns, partners: null },
  });
  return { pair, correlation, leftConditions, rightConditions, index: pairIndexOf(correlation), of };
}

/** With the best partners of each unit. */
export function sideOfBest(pair: LayerPair, best: BestMatches): SearchedSide {
  const { kept, left, right, leftConditions, rightConditions } = best;
  const firsts = ({ units, partners }: typeof left) =>
    Int32Array.from({ length: units }, (_, unit) => partners[unit * kept] as number);
  const ofRows = firsts(left);
  const index = { ofRows, ofColumns: right === null ? ofRows : firsts(right) };
  const of = (unit: number) => ({
    ...{ values: left.values, partners: left.partners, first: unit * kept, count: kept },
  });
  return { pair, correlation: null, leftConditions, rightConditions, index, of };
}
