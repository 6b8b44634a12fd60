import type { UnitMatrix } from '../../plots/unitMatrix';
import { valueAt } from '../../plots/unitMatrix';
import type { Leaf } from './unitClusters';

/** More leaves than this make a picture that no graphics processor takes, and a quarter of a gigabyte. */
export const MOST_JOINED = 4096;

export interface Blocks {
  readonly left: UnitMatrix;
  readonly across: UnitMatrix;
  readonly right: UnitMatrix;
}

/** All leaves against all leaves, within and between the layers, in the order of the leaves. */
export function joinedMatrix(leaves: readonly Leaf[], { left, across, right }: Blocks): UnitMatrix {
  const count = leaves.length;
  const values = new Float32Array(count * count);
  leaves.forEach((row, place) => {
    leaves.forEach((column, other) => {
      const block = row.side !== column.side ? across : row.side === 'left' ? left : right;
      const [source, target] = row.side === 'right' && column.side === 'left' ? [column, row] : [row, column];
      values[place * count + other] = valueAt(block, source.index, target.index);
    });
  });
  return { rows: count, columns: count, values };
}
