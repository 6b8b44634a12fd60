import type { Target } from './targetsDocument';

export interface TargetOrder {
  readonly by: 'unit' | 'loss' | 'rSquared' | 'contributing' | 'leastSquares';
  readonly descending: boolean;
}

/** One right unit under one penalty. */
export interface TargetRow {
  readonly id: string;
  readonly index: number;
  readonly loss: number;
  readonly rSquared: number;
  readonly contributing: number;
  readonly gap: number;
  readonly leastSquares: number;
}

/** All right units under the penalty at a step of the path. */
export function targetRows(targets: readonly Target[], step: number): TargetRow[] {
  return targets.flatMap(({ unit, path, leastSquaresLoss }) => {
    const point = path[step];
    if (!point) return [];
    const { loss, contributing, gap } = point;
    return [
      {
        id: unit.id,
        index: unit.index,
        loss,
        rSquared: 1 - 2 * loss,
        contributing,
        gap,
        leastSquares: leastSquaresLoss,
      },
    ];
  });
}

/** Rows by a column; ties by the index of the unit. */
export function sortedTargets(rows: readonly TargetRow[], { by, descending }: TargetOrder): TargetRow[] {
  const key = (row: TargetRow) => (by === 'unit' ? row.index : row[by]);
  const sign = descending ? -1 : 1;
  return rows.toSorted((one, other) => sign * (key(one) - key(other)) || one.index - other.index);
}
