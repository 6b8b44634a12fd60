/**
 * Where a unit has no full list yet, its scores are cut into groups: of as many groups as partners are wanted, each holds one at least as
 * high as the lowest of their highest.
 */
const GROUPS_A_PARTNER = 2;

/** A score that at least `wanted` of these reach; -Infinity where there are not so many. */
export function seedRow(scores: Float32Array, wanted: number): number {
  const size = Math.max(1, Math.floor(scores.length / (GROUPS_A_PARTNER * wanted)));
  const highest: number[] = [];
  for (let first = 0; first < scores.length; first += size) {
    let high = Number.NEGATIVE_INFINITY;
    const end = Math.min(first + size, scores.length);
    for (let index = first; index < end; index++) if ((scores[index] as number) > high) high = scores[index] as number;
    highest.push(high);
  }
  return nthHighest(Float32Array.from(highest), wanted);
}

/** The same for each column of rows x stride. */
export function seedColumns(scores: Float32Array, rows: number, stride: number, wanted: number): Float32Array {
  const size = Math.max(1, Math.floor(rows / (GROUPS_A_PARTNER * wanted)));
  const groups = Math.ceil(rows / size);
  // columns x groups.
  const highest = new Float32Array(stride * groups).fill(Number.NEGATIVE_INFINITY);
  const own = new Float32Array(stride);
  for (let group = 0; group < groups; group++) {
    own.fill(Number.NEGATIVE_INFINITY);
    for (let row = group * size; row < Math.min(rows, (group + 1) * size); row++) {
      const from = row * stride;
      for (let column = 0; column < stride; column++) {
        const score = scores[from + column] as number;
        if (score > (own[column] as number)) own[column] = score;
      }
    }
    for (let column = 0; column < stride; column++) highest[column * groups + group] = own[column] as number;
  }
  return Float32Array.from({ length: stride }, (_, column) =>
    nthHighest(highest.subarray(column * groups, (column + 1) * groups), wanted),
  );
}

/** Sorts the values. */
function nthHighest(values: Float32Array, n: number): number {
  return values.length < n ? Number.NEGATIVE_INFINITY : (values.sort()[values.length - n] as number);
}
