import {
  identity,
  linearCka,
  type Matrix,
  matrixOf,
  multiplyHere,
  openMultiply,
  product,
  RandomSource,
  randomOrthogonal,
  secondMomentsOf,
  singularValues,
  symmetricEigen,
  symmetricEigenvalues,
  transposed,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';

/** Around the four entries that are handled at a time, the 32 columns of a panel, and the blocks of a product. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 31, 32, 33, 36, 63, 65, 97];

function random(rows: number, columns: number, seed: number): Matrix {
  const source = new RandomSource(seed, rows, columns);
  return matrixOf(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => source.normal()),
  );
}

const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function filled(rows: number, columns: number, entry: (row: number, column: number) => number): Matrix {
  const values = Float64Array.from({ length: rows * columns }, (_, at) =>
    entry(Math.floor(at / columns), at % columns),
  );
  return matrixOf(rows, columns, values);
}

const scaledBy = (matrix: Matrix, scale: number): Matrix => ({
  ...matrix,
  values: matrix.values.map((value) => value * scale),
});

/** Sums in the order in which they are written. */
function plainProduct(a: Matrix, b: Matrix): Matrix {
  return filled(a.rows, b.columns, (row, column) => {
    let sum = 0;
    for (let k = 0; k < a.columns; k++) sum += a.values[row * a.columns + k]! * b.values[k * b.columns + column]!;
    return sum;
  });
}

describe('products of this thread', () => {
  it.each([
    [1, 1, 1],
    [2, 3, 4],
    [3, 5, 7],
    [4, 4, 4],
    [9, 1, 6],
    [127, 3, 257],
    [129, 255, 5],
    [131, 257, 259],
    [2, 600, 3],
  ])('of %i x %i by %i columns are plain sums, whatever is transposed', (rows, inner, columns) => {
    const [a, b] = [random(rows, inner, 1), random(inner, columns, 2)];
    const wanted = plainProduct(a, b);
    for (const found of [
      product(a, b),
      product(transposed(a), b, { a: true }),
      product(a, transposed(b), { b: true }),
      product(transposed(a), transposed(b), { a: true, b: true }),
    ]) {
      expect([found.rows, found.columns]).toEqual([rows, columns]);
      expect(largest(found.values.map((value, at) => value - wanted.values[at]!))).toBeLessThan(1e-15 * inner * 8);
    }
  });

  it('are exact where sums are', () => {
    const whole = (rows: number, columns: number) =>
      filled(rows, columns, (row, column) => ((row * 7 + column) % 11) - 5);
    expect(product(whole(37, 300), whole(300, 41))).toEqual(plainProduct(whole(37, 300), whole(300, 41)));
  });

  it('of nothing are zeros', () => {
    expect(product(matrixOf(2, 0), matrixOf(0, 3))).toEqual(matrixOf(2, 3));
    expect(product(matrixOf(0, 2), matrixOf(2, 3))).toEqual(matrixOf(0, 3));
    expect(product(matrixOf(3, 2), matrixOf(2, 0))).toEqual(matrixOf(3, 0));
  });

  it('keep what is not finite to its own row and column', () => {
    const a = random(6, 5, 1);
    a.values[7] = Number.POSITIVE_INFINITY;
    const found = product(a, random(5, 6, 2));
    found.values.forEach((value, at) => {
      expect(Number.isFinite(value)).toBe(Math.floor(at / 6) !== 1);
    });
  });

  it('do not depend on what was worked out before', async () => {
    const [a, b] = [random(5, 6, 1), random(6, 7, 2)];
    const square = product(random(30, 30, 3), random(30, 30, 3), { b: true });
    const once = [product(a, b), await symmetricEigen(square, multiplyHere), await singularValues(square)];
    product(scaledBy(random(200, 200, 4), 1e300), random(200, 200, 5));
    expect([product(a, b), await symmetricEigen(square, multiplyHere), await singularValues(square)]).toEqual(once);
  });

  it('and decompositions may be asked for at once', async () => {
    const multiply = await openMultiply();
    const matrices = [150, 40, 170].map((size) => product(random(size, size, 1), random(size, size, 1), { b: true }));
    const alone = [];
    for (const matrix of matrices) alone.push([await symmetricEigen(matrix, multiply), await singularValues(matrix)]);
    const together = matrices.map((matrix) => Promise.all([symmetricEigen(matrix, multiply), singularValues(matrix)]));
    expect(await Promise.all(together)).toEqual(alone);
  });
});

const MATRICES: { readonly [name: string]: (rows: number, columns: number) => Matrix } = {
  noise: (rows, columns) => random(rows, columns, 1),
  'one direction': (rows, columns) => product(random(rows, 1, 2), random(1, columns, 3)),
  zeros: (rows, columns) => matrixOf(rows, columns),
  ones: (rows, columns) => filled(rows, columns, () => 1),
  'columns of zeros': (rows, columns) =>
    filled(rows, columns, (row, column) => (column % 3 === 1 ? 0 : Math.sin(row * columns + column))),
  'values that fall': (rows, columns) => filled(rows, columns, (row, column) => (row === column ? 2 ** -row : 0)),
  'values that rise': (rows, columns) =>
    filled(rows, columns, (row, column) => (row === column ? 2 ** (row - columns) : 0)),
  'two diagonals with a zero': (rows, columns) =>
    filled(rows, columns, (row, column) => {
      if (row === column) return row === Math.floor(columns / 2) ? 0 : 1;
      return column === row + 1 ? 1 : 0;
    }),
  'a nilpotent shift': (rows, columns) => filled(rows, columns, (row, column) => (column === row + 1 ? 1 : 0)),
  'rows of very different size': (rows, columns) => {
    const noise = random(rows, columns, 4);
    return filled(rows, columns, (row, column) => noise.values[row * columns + column]! * 10 ** (-(row % 7) * 3));
  },
};

describe.each(Object.entries(MATRICES))('singular values of %s', (_, make) => {
  it.each([...SIZES.map((size) => [size, size]), [9, 4], [4, 9], [97, 33], [33, 97], [66, 65]])(
    'of %i x %i are the eigenvalues of the matrix beside its transpose',
    async (rows, columns) => {
      const matrix = make(rows as number, columns as number);
      const found = await singularValues(matrix);
      expect(found.length).toBe(Math.min(matrix.rows, matrix.columns));
      const size = matrix.rows + matrix.columns;
      const at = (row: number, column: number) => matrix.values[row * matrix.columns + column]!;
      // Its values are the singular values, their negatives, and zeros.
      const both = filled(size, size, (row, column) => {
        if (row < matrix.rows) return column < matrix.rows ? 0 : at(row, column - matrix.rows);
        return column < matrix.rows ? at(column, row - matrix.rows) : 0;
      });
      const wanted = (await symmetricEigenvalues(both)).reverse();
      const norm = Math.max(found[0]!, Number.MIN_VALUE);
      found.forEach((value, place) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(found[Math.max(0, place - 1)]!);
        expect(Math.abs(value - Math.max(0, wanted[place]!)) / norm).toBeLessThan(2e-14);
      });
      const squares = matrix.values.reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(found.reduce((sum, value) => sum + value * value, 0) - squares)).toBeLessThanOrEqual(
        1e-13 * squares,
      );
    },
  );
});

describe('singular values', () => {
  it.each([1e-300, 1e-200, 2 ** -30, 1e150, 1e300])('of a matrix times %d are so many times as high', async (scale) => {
    const matrix = random(37, 29, 1);
    const plain = await singularValues(matrix);
    (await singularValues(scaledBy(matrix, scale))).forEach((value, place) => {
      expect(Math.abs(value / scale - plain[place]!) / plain[0]!).toBeLessThan(1e-14);
    });
  });

  it('are those of the values between rotations, equal ones and ones 16 powers of ten apart', async () => {
    for (const values of [
      Array.from({ length: 70 }, (_, place) => 1 + Math.floor(place / 10)),
      Array.from({ length: 70 }, (_, place) => 10 ** (-16 * (place / 69))),
      Array.from({ length: 70 }, () => 1),
    ]) {
      const [left, right] = [1, 2].map((seed) =>
        matrixOf(70, 70, randomOrthogonal(70, new RandomSource(seed)) as Float64Array<ArrayBuffer>),
      ) as [Matrix, Matrix];
      const stretched = filled(70, 70, (row, column) => values[row]! * right.values[row * 70 + column]!);
      const found = await singularValues(product(left, stretched));
      const sorted = values.toSorted((one, other) => other - one);
      found.forEach((value, place) => {
        expect(Math.abs(value - sorted[place]!)).toBeLessThan(1e-14 * sorted[0]! * 4);
      });
    }
  });
});

describe('wanted eigenvectors', () => {
  it.each([5, 32, 33, 66, 130])('of size %i are some of all', async (size) => {
    const matrix = product(random(size, size, 1), random(size, size, 1), { b: true });
    const all = await symmetricEigen(matrix, multiplyHere);
    for (const [first, end] of [
      [0, size],
      [0, 2],
      [size - 3, size],
      [1, size - 1],
      [2, 2],
    ] as const) {
      const seen: number[] = [];
      const some = await symmetricEigen(matrix, multiplyHere, (values) => {
        seen.push(...values);
        return [first, end];
      });
      expect(some.values).toEqual(all.values);
      expect(seen).toEqual([...all.values]);
      expect([some.vectors.rows, some.vectors.columns]).toEqual([end - first, size]);
      some.vectors.values.forEach((entry, at) => {
        expect(Math.abs(entry - all.vectors.values[first * size + at]!)).toBeLessThan(1e-13);
      });
    }
  });
});

describe('a larger symmetric eigenproblem', () => {
  it.each(['here', 'in the library'])('has residual and orthogonality of rounding with products %s', async (where) => {
    const multiply = where === 'here' ? multiplyHere : await openMultiply();
    const size = 521;
    const tall = random(size, 300, 1);
    const matrix = product(tall, tall, { b: true });
    const { values, vectors } = await symmetricEigen(matrix, multiply);
    const images = product(vectors, matrix).values;
    const norm = values[size - 1]!;
    const residual = images.map((image, at) => image - values[Math.floor(at / size)]! * vectors.values[at]!);
    expect(largest(residual) / norm).toBeLessThan(1e-13);
    const overlaps = product(vectors, vectors, { b: true }).values;
    const ones = identity(size).values;
    expect(largest(overlaps.map((overlap, at) => overlap - ones[at]!))).toBeLessThan(1e-13);
  });
});

describe('linear CKA', () => {
  it.each([1, 2, 3, 9, 17])('of %i units takes every entry of what is symmetric', (units) => {
    const [x, y] = [random(50, units, 1), random(50, units + 2, 2)];
    const moments = [product(x, x, { a: true }), product(x, y, { a: true }), product(y, y, { a: true })];
    const squares = moments.map(({ values }) => values.reduce((sum, value) => sum + value * value, 0));
    const [left, across, right] = moments.map(({ values }) => values) as [Float64Array, Float64Array, Float64Array];
    const found = linearCka(secondMomentsOf(50, left, across, right));
    expect(found).toBeCloseTo(squares[1]! / Math.sqrt(squares[0]! * squares[2]!), 13);
  });
});
