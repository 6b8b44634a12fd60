import type { Correlation } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Url } from '../relay/url.js';
import { Incomparable } from './incomparable.js';
import { numberOrNull } from './matchBaseline.js';
import type { Ordering } from './matrixOrdering.js';

@ObjectType({ description: 'All values between two layers, as a file.', simpleResolvers: true })
export class Matrix {
  @Field(() => Int, { description: 'Units of the left layer.' })
  readonly rows: number;
  @Field(() => Int, { description: 'Units of the right layer.' })
  readonly columns: number;
  @Field(() => String, { description: 'Element type in the file, as NumPy writes it.' })
  readonly dtype: string = '<f4';
  @Field(() => String, { description: 'Key of the values: where it is the same, so are they.' })
  readonly digest: string;
  @Field(() => Url, {
    description:
      'NumPy file, C order. Immutable; rows are units of the left layer in their own order, columns units of the right one, NaN where a unit is dead.',
  })
  readonly npy: string;
  @Field(() => Url, {
    description:
      'The values in the order asked for, in parts and reduced, so that nobody fetches more than is shown: put `/<mean or strongest>/<level>/<row>/<column>.npy` behind it. Level 0 are the cells; a cell of level n stands for a box of 2^n x 2^n of them: their mean, or the value furthest from zero, which keeps single strong pairs in sight. Row and column count tiles of 256 x 256 cells of the level, fewer at the right and lower edges. Float32, C order, immutable; NaN where no value is in a box.',
  })
  readonly tiles: string;
  @Field(() => [Int], { description: 'Unit indices of the left layer in the order asked for.' })
  readonly rowOrder: readonly number[];
  @Field(() => [Int], { description: 'Unit indices of the right layer in the order asked for.' })
  readonly columnOrder: readonly number[];
  @Field(() => Float, { nullable: true, description: 'Lowest value; null when there is none.' })
  readonly minimum: number | null;
  @Field(() => Float, { nullable: true, description: 'Highest value; null when there is none.' })
  readonly maximum: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Highest value between two different units: the same as `maximum` but for a layer against itself, whose diagonal is left out. Null when there is none.',
  })
  readonly maximumBetweenUnits: number | null;

  /** @param within whether both sides are the same units, so that the diagonal is of each with itself */
  constructor(key: string, correlation: Correlation, ordering: Ordering, within: boolean) {
    this.rows = correlation.rows;
    this.columns = correlation.columns;
    this.digest = key;
    this.npy = `/matrices/${key}.npy`;
    const orders = ordering.of(correlation);
    this.tiles = `/matrices/${key}/tiles/${ordering.name}`;
    this.rowOrder = orders.rows;
    this.columnOrder = orders.columns;
    const range = rangeOf(correlation.values);
    this.minimum = numberOrNull(range.minimum);
    this.maximum = numberOrNull(range.maximum);
    this.maximumBetweenUnits = within ? highestOffDiagonal(correlation) : this.maximum;
  }
}

function rangeOf(values: Float64Array): { minimum: number; maximum: number } {
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return maximum === Number.NEGATIVE_INFINITY ? { minimum: Number.NaN, maximum: Number.NaN } : { minimum, maximum };
}

function highestOffDiagonal({ columns, values }: Correlation): number | null {
  let highest = Number.NEGATIVE_INFINITY;
  for (const [place, value] of values.entries()) {
    if (value > highest && place % (columns + 1) !== 0) highest = value;
  }
  return highest === Number.NEGATIVE_INFINITY ? null : highest;
}

export const MatrixResult = createUnionType({
  name: 'MatrixResult',
  description: 'A matrix, or why there is none, or the computation that does not have it yet.',
  types: () => [Matrix, Incomparable, Computation] as const,
});
