import { Refusal } from '../errors.js';
import { type Matrix, matrixOf, submatrix, transposed } from '../linearAlgebra/matrix.js';

/**
 * All that linear measures need of two recordings X (n x p) and Y (n x q) over the same samples: sums over samples of the
 * products of units, each unit less its mean. The three matrices are what `comomentsOf` yields.
 */
export interface SecondMoments {
  /** n. */
  readonly samples: number;
  /** Xc'Xc, p x p. */
  readonly left: Matrix;
  /** Xc'Yc, p x q. */
  readonly across: Matrix;
  /** Yc'Yc, q x q. */
  readonly right: Matrix;
}

/**
 * @param left p x p, `across` p x q, `right` q x q, row-major
 * @throws Refusal for fewer than two samples, or where a number is NaN or infinite
 */
export function secondMomentsOf(
  samples: number,
  left: Float64Array,
  across: Float64Array,
  right: Float64Array,
): SecondMoments {
  if (samples < 2) {
    throw new Refusal(`${samples} sample says nothing about how units vary.`, 'Record at least two stimuli.');
  }
  const [p, q] = [Math.round(Math.sqrt(left.length)), Math.round(Math.sqrt(right.length))];
  for (const values of [left, across, right]) {
    const spoilt = values.findIndex((value) => !Number.isFinite(value));
    if (spoilt >= 0) {
      throw new Refusal(`A co-moment is ${values[spoilt]}.`, 'Record the layer again: activations must be finite.');
    }
  }
  return {
    samples,
    left: matrixOf(p, p, asOwn(left)),
    across: matrixOf(p, q, asOwn(across)),
    right: matrixOf(q, q, asOwn(right)),
  };
}

/** The same with the sides exchanged. */
export function exchanged({ samples, left, across, right }: SecondMoments): SecondMoments {
  return { samples, left: right, across: transposed(across), right: left };
}

/** Second moments of units that vary, each over its root sum of squares: correlations. */
export interface Standardized extends SecondMoments {
  /** Indices of the left's and the right's units that vary, ascending. */
  readonly leftUnits: Int32Array;
  readonly rightUnits: Int32Array;
}

/**
 * Correlations of the units that vary. Dead and constant units are left out.
 * @throws Refusal where no unit of a side varies
 */
export function standardized({ samples, left, across, right }: SecondMoments): Standardized {
  const leftUnits = varying(left, 'left');
  const rightUnits = varying(right, 'right');
  const [x, y] = [roots(left, leftUnits), roots(right, rightUnits)];
  return {
    samples,
    left: scaled(submatrix(left, leftUnits, leftUnits), x, x),
    across: scaled(submatrix(across, leftUnits, rightUnits), x, y),
    right: scaled(submatrix(right, rightUnits, rightUnits), y, y),
    leftUnits,
    rightUnits,
  };
}

/** @throws Refusal where no unit of the side varies */
export function varying(moments: Matrix, side: 'left' | 'right'): Int32Array {
  const units = new Int32Array(moments.rows);
  let count = 0;
  for (let unit = 0; unit < moments.rows; unit++)
    if ((moments.values[unit * moments.columns + unit] as number) > 0) units[count++] = unit;
  if (count === 0) {
    throw new Refusal(`No unit of the ${side} side varies.`, 'Choose another layer, or other stimuli.');
  }
  return units.slice(0, count);
}

function roots({ values, columns }: Matrix, units: Int32Array): Float64Array {
  return Float64Array.from(units, (unit) => Math.sqrt(values[unit * columns + unit] as number));
}

function scaled(matrix: Matrix, rowScale: Float64Array, columnScale: Float64Array): Matrix {
  const values = matrix.values.map(
    (value, index) =>
      value /
      ((rowScale[Math.floor(index / matrix.columns)] as number) * (columnScale[index % matrix.columns] as number)),
  );
  return { ...matrix, values };
}

function asOwn(values: Float64Array): Float64Array<ArrayBuffer> {
  return values as Float64Array<ArrayBuffer>;
}
