import {
  cholesky,
  identity,
  type Matrix,
  type Multiply,
  matrixOf,
  multiplyHere,
  openMultiply,
  principalDirections,
  product,
  RandomSource,
  Refusal,
  randomOrthogonal,
  singularValues,
  solveWithCholesky,
  symmetricEigen,
  symmetricEigenvalues,
  transposed,
} from '@unitgraph/analysis';
import { beforeAll, describe, expect, it } from 'vitest';

let multiply: Multiply;
beforeAll(async () => {
  multiply = await openMultiply();
});

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

/** Q' diag(values) Q for a random rotation Q. */
function withValues(values: readonly number[], seed: number): Matrix {
  const size = values.length;
  const rotation = matrixOf(size, size, randomOrthogonal(size, new RandomSource(seed)) as Float64Array<ArrayBuffer>);
  const stretched = { ...rotation, values: rotation.values.map((entry, at) => entry * values[Math.floor(at / size)]!) };
  const made = product(rotation, stretched, { a: true });
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) made.values[row * size + column] = made.values[column * size + row]!;
  }
  return made;
}

const diagonalMatrix = (values: readonly number[]): Matrix => {
  const matrix = matrixOf(values.length, values.length);
  values.forEach((value, index) => {
    matrix.values[index * values.length + index] = value;
  });
  return matrix;
};

const SIZES = [1, 2, 3, 31, 32, 33, 65, 100, 193];
const range = (size: number): number[] => [...Array(size).keys()];
const KINDS: { readonly [name: string]: (size: number) => Matrix } = {
  'a Gram matrix': (size) => product(random(size, size, 1), random(size, size, 1), { b: true }),
  'one of low rank': (size) => {
    const tall = random(size, Math.ceil(size / 4), 2);
    return product(tall, tall, { b: true });
  },
  zeros: (size) => matrixOf(size, size),
  'the identity': identity,
  ones: (size) => matrixOf(size, size, new Float64Array(size * size).fill(1)),
  'values repeated in threes': (size) =>
    withValues(
      range(size).map((index) => Math.floor(index / 3)),
      3,
    ),
  'values 1e-14 apart': (size) =>
    withValues(
      range(size).map((index) => 1 + index * 1e-14),
      4,
    ),
  'values over 16 powers of ten': (size) =>
    withValues(
      range(size).map((index) => 10 ** ((-16 * index) / size)),
      5,
    ),
  'values of both signs': (size) =>
    withValues(
      range(size).map((index) => (index % 2 ? 1 : -1) * (1 + index)),
      6,
    ),
  'a diagonal': (size) => diagonalMatrix(range(size).map((index) => (index * 7) % 5)),
  "Wilkinson's close pairs": (size) => {
    const matrix = diagonalMatrix(range(size).map((index) => Math.abs(index - (size - 1) / 2)));
    for (let index = 0; index + 1 < size; index++) {
      matrix.values[index * size + index + 1] = 1;
      matrix.values[(index + 1) * size + index] = 1;
    }
    return matrix;
  },
  'huge entries': (size) => ({
    ...random(size, 1, 7),
    ...product(random(size, 1, 7), random(size, 1, 7), { b: true }),
  }),
};

describe.each(Object.entries(KINDS))('the symmetric eigenproblem of %s', (name, make) => {
  it.each(SIZES)('of size %i has residual and orthogonality of rounding', async (size) => {
    const matrix = make(size);
    if (name === 'huge entries') matrix.values.set(matrix.values.map((value) => value * 1e200));
    const { values, vectors } = await symmetricEigen(matrix, multiply);
    const norm = Math.max(largest(values), Number.MIN_VALUE);
    const images = product(vectors, matrix);
    const residual = images.values.map((image, at) => image - values[Math.floor(at / size)]! * vectors.values[at]!);
    expect(largest(residual) / norm).toBeLessThan(1e-13);
    const overlaps = product(vectors, vectors, { b: true }).values;
    identity(size).values.forEach((one, at) => {
      expect(Math.abs(overlaps[at]! - one)).toBeLessThan(1e-13);
    });
    expect([...values]).toEqual([...values].sort((a, b) => a - b));
    const alone = await symmetricEigenvalues(matrix);
    alone.forEach((value, index) => {
      expect(Math.abs(value - values[index]!) / norm).toBeLessThan(1e-13);
    });
  });
});

describe('the symmetric eigenproblem', () => {
  it('finds the values it was made of', async () => {
    const wanted = range(80).map((index) => index ** 2 - 900);
    const found = await symmetricEigenvalues(withValues(wanted, 9));
    [...wanted]
      .sort((a, b) => a - b)
      .forEach((value, index) => {
        expect(found[index]! - value).toBeCloseTo(0, 8);
      });
  });

  it('is the same with the products of this thread', async () => {
    const matrix = product(random(150, 150, 1), random(150, 150, 1), { b: true });
    const [a, b] = [await symmetricEigen(matrix, multiply), await symmetricEigen(matrix, multiplyHere)];
    a.values.forEach((value, index) => {
      expect(Math.abs(value - b.values[index]!)).toBeLessThan(1e-10);
    });
  });

  it('refuses what is not finite', async () => {
    const matrix = identity(3);
    matrix.values[4] = Number.NaN;
    await expect(symmetricEigen(matrix, multiply)).rejects.toThrow(Refusal);
  });
});

describe('singular values', () => {
  it.each([
    [1, 1],
    [5, 3],
    [3, 5],
    [40, 40],
    [100, 37],
    [64, 130],
  ])('of %i x %i are roots of the Gram matrix, and the same for the transpose', async (rows, columns) => {
    const matrix = random(rows, columns, 3);
    const found = await singularValues(matrix);
    const gram = product(matrix, matrix, rows < columns ? { b: true } : { a: true });
    const squares = (await symmetricEigenvalues(gram)).reverse();
    expect(found.length).toBe(Math.min(rows, columns));
    found.forEach((value, index) => {
      expect(Math.abs(value ** 2 - squares[index]!) / squares[0]!).toBeLessThan(1e-13);
    });
    (await singularValues(transposed(matrix))).forEach((value, index) => {
      expect(Math.abs(value - found[index]!) / found[0]!).toBeLessThan(1e-14);
    });
  });

  it('keep small ones that the Gram matrix would lose', async () => {
    const wanted = range(50).map((index) => 10 ** (-index / 4));
    const found = await singularValues(withValues(wanted, 8));
    found.forEach((value, index) => {
      expect(Math.abs(value - wanted[index]!)).toBeLessThan(1e-14);
    });
  });

  it('of a rotation are all one, of zeros all zero', async () => {
    const rotation = matrixOf(70, 70, randomOrthogonal(70, new RandomSource(1)) as Float64Array<ArrayBuffer>);
    for (const value of await singularValues(rotation)) expect(value).toBeCloseTo(1, 13);
    expect([...(await singularValues(matrixOf(4, 9)))]).toEqual([0, 0, 0, 0]);
  });
});

describe('products', () => {
  it.each([
    [1, 1, 1],
    [5, 7, 3],
    [33, 2, 130],
    [160, 150, 170],
  ])('%i x %i x %i are the sums they should be, whatever is transposed, here and in the library', async (m, k, n) => {
    const [a, b] = [random(m, k, 1), random(k, n, 2)];
    const wanted = new Float64Array(m * n);
    for (let row = 0; row < m; row++) {
      for (let inner = 0; inner < k; inner++) {
        for (let column = 0; column < n; column++)
          wanted[row * n + column]! += a.values[row * k + inner]! * b.values[inner * n + column]!;
      }
    }
    for (const times of [multiply, multiplyHere]) {
      for (const [x, y, transpose] of [
        [a, b, {}],
        [transposed(a), b, { a: true }],
        [a, transposed(b), { b: true }],
        [transposed(a), transposed(b), { a: true, b: true }],
      ] as const) {
        const found = await times(x, y, transpose);
        expect([found.rows, found.columns]).toEqual([m, n]);
        expect(largest(found.values.map((value, at) => value - wanted[at]!))).toBeLessThan(1e-12);
      }
    }
  });

  it('refuse factors that do not fit', () => {
    expect(() => product(matrixOf(2, 3), matrixOf(2, 3))).toThrow(RangeError);
  });
});

describe('Cholesky', () => {
  it('solves, and says where a matrix is not positive definite', async () => {
    const tall = random(30, 20, 5);
    const gram = product(tall, tall, { a: true });
    const right = random(20, 4, 6);
    const factor = await cholesky(gram);
    const solved = await solveWithCholesky(factor!, right);
    expect(largest(product(gram, solved).values.map((value, at) => value - right.values[at]!))).toBeLessThan(1e-12);
    const wide = random(10, 20, 5);
    expect(await cholesky(product(wide, wide, { a: true }), 1e-12)).toBeUndefined();
    expect(await cholesky(diagonalMatrix([1, -1]))).toBeUndefined();
  });
});

describe('principal directions', () => {
  it('leave out what the units do not span', async () => {
    const tall = random(40, 6, 2);
    const { variances, directions } = await principalDirections(product(tall, tall, { b: true }), multiply);
    expect(variances.length).toBe(6);
    expect([directions.rows, directions.columns]).toEqual([6, 40]);
    expect([...variances]).toEqual([...variances].sort((a, b) => b - a));
  });
});
