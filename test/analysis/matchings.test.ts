import { assignmentMatching, bestOfColumns, greedyMatching, mutualMatching, RandomSource } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';

function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  const random = new RandomSource(seed, rows, columns);
  return Float64Array.from({ length: rows * columns }, () => 2 * random.uniform() - 1);
}

/** The highest total of any one-to-one matching, by trying all of them. */
function highestTotal(values: Float64Array, rows: number, columns: number): number {
  const search = (row: number, used: number): number => {
    if (row === rows) return 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      if ((used & (1 << column)) !== 0) continue;
      highest = Math.max(highest, (values[row * columns + column] as number) + search(row + 1, used | (1 << column)));
    }
    return highest;
  };
  return search(0, 0);
}

const total = (values: Float64Array): number =>
  values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);

describe('assignment', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'is the best of all one-to-one matchings (seed %i)',
    (seed) => {
      const rows = 1 + (seed % 6);
      const columns = rows + (seed % 3);
      const values = randomMatrix(rows, columns, seed);
      const found = assignmentMatching(values, rows, columns);
      expect(total(found.values)).toBeCloseTo(highestTotal(values, rows, columns), 12);
      expect(new Set(found.targets).size).toBe(rows);
    },
  );

  it('of the transposed matrix has the same total', () => {
    const values = randomMatrix(23, 37, 5);
    const transposed = Float64Array.from(
      { length: values.length },
      (_, index) => values[(index % 23) * 37 + Math.floor(index / 23)] as number,
    );
    expect(total(assignmentMatching(transposed, 37, 23).values)).toBeCloseTo(
      total(assignmentMatching(values, 23, 37).values),
      10,
    );
  });

  it('finds a permutation that was hidden', () => {
    const size = 200;
    const order = new RandomSource(3).shuffle(Int32Array.from({ length: size }, (_, index) => index));
    const values = randomMatrix(size, size, 9).map((value) => value * 0.4);
    order.forEach((column, row) => {
      values[row * size + column] = 0.9;
    });
    expect(assignmentMatching(values, size, size).targets).toEqual(order);
  });

  it('with ties everywhere still matches everybody', () => {
    const found = assignmentMatching(new Float64Array(30 * 30).fill(0.5), 30, 30);
    expect(new Set(found.targets).size).toBe(30);
    expect(found.mean).toBe(0.5);
  });

  it('leaves out units without values', () => {
    const values = randomMatrix(4, 4, 2);
    for (let index = 0; index < 4; index++) {
      values[1 * 4 + index] = Number.NaN;
      values[index * 4 + 2] = Number.NaN;
    }
    const found = assignmentMatching(values, 4, 4);
    expect(found.targets[1]).toBe(-1);
    expect(found.values[1]).toBeNaN();
    expect([...found.targets]).not.toContain(2);
    expect(found.matched).toBe(3);
  });

  it('of nothing is nothing', () => {
    const found = assignmentMatching(new Float64Array(6).fill(Number.NaN), 2, 3);
    expect(found.matched).toBe(0);
    expect(found.mean).toBeNaN();
  });
});

describe('greedy', () => {
  it('takes the lowest index among equals', () => {
    expect([...greedyMatching(Float64Array.from([0.5, 0.5, 0.1, 0.2, 0.9, 0.9]), 2, 3).targets]).toEqual([0, 1]);
  });

  it.each([1, 2, 3])('is nowhere below the assignment (seed %i)', (seed) => {
    const values = randomMatrix(40, 50, seed);
    const greedy = greedyMatching(values, 40, 50);
    const assignment = assignmentMatching(values, 40, 50);
    greedy.values.forEach((value, row) => {
      expect(value).toBeGreaterThanOrEqual(assignment.values[row] as number);
    });
  });
});

describe('mutual', () => {
  it('is the same from both sides', () => {
    const values = randomMatrix(30, 20, 4);
    const transposed = Float64Array.from(
      { length: 600 },
      (_, index) => values[(index % 30) * 20 + Math.floor(index / 30)] as number,
    );
    const forth = [...mutualMatching(values, 30, 20).targets].flatMap((target, source) =>
      target < 0 ? [] : [`${source}-${target}`],
    );
    const back = [...mutualMatching(transposed, 20, 30).targets].flatMap((target, source) =>
      target < 0 ? [] : [`${target}-${source}`],
    );
    expect(new Set(forth)).toEqual(new Set(back));
    expect(forth.length).toBeGreaterThan(0);
  });

  it('is where greedy from both sides agrees', () => {
    const values = randomMatrix(12, 12, 8);
    const greedy = greedyMatching(values, 12, 12).targets;
    const columns = bestOfColumns(values, 12, 12);
    mutualMatching(values, 12, 12).targets.forEach((target, row) => {
      expect(target).toBe(columns[greedy[row] as number] === row ? greedy[row] : -1);
    });
  });
});
