import { formatAny, formatShare, formatValue } from '../format/numbers';

/** Orders of the units of a layer, and how the number that they go by is written. */
export const orders = {
  INDEX: { label: 'Index', format: () => null },
  BEST_MATCH: { label: 'Best match', format: (score: number | null) => formatValue(score) },
  MEAN: { label: 'Mean activation', format: formatAny },
  DEVIATION: { label: 'Deviation', format: formatAny },
  MAXIMUM: { label: 'Maximum', format: formatAny },
  ZERO_SHARE: { label: 'Share of zeros', format: formatShare },
} as const;

export type UnitOrder = keyof typeof orders;
export const orderNames = Object.keys(orders) as [UnitOrder, ...UnitOrder[]];

export const conditions = ['ALL', 'LIVE', 'DEAD', 'CONSTANT'] as const;
export type Condition = (typeof conditions)[number];
