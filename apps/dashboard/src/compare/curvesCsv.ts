import { toCsv } from '../plots/csv';
import type { Band, Curve } from '../plots/curve';

/** Lines and bands as one table. */
export function curvesCsv(curves: readonly Curve[], bands: readonly Band[]): string {
  const columns = ['line', 'rank', 'value', 'left_unit', 'right_unit', 'low', 'high'] as const;
  return toCsv(columns, [
    ...curves.flatMap(({ rule, points }) =>
      points.map(({ rank, value, source, target }) => ({
        line: rule,
        rank,
        value,
        left_unit: source,
        right_unit: target,
        low: null,
        high: null,
      })),
    ),
    ...bands.flatMap(({ kind, points }) =>
      points.map(({ rank, low, mean, high }) => ({
        line: kind,
        rank,
        value: mean,
        left_unit: null,
        right_unit: null,
        low,
        high,
      })),
    ),
  ]);
}
