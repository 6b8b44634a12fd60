/** Spearman's correlation of two lists of one length, equal values sharing their mean rank: -1..1; NaN where one does not vary. */
export function rankCorrelation(x: Float64Array, y: Float64Array): number {
  const [a, b] = [meanRanks(x), meanRanks(y)];
  const middle = (x.length - 1) / 2;
  let [products, left, right] = [0, 0, 0];
  for (let index = 0; index < x.length; index++) {
    const [u, v] = [a[index]! - middle, b[index]! - middle];
    products += u * v;
    left += u * u;
    right += v * v;
  }
  return left * right > 0 ? products / Math.sqrt(left * right) : Number.NaN;
}

/** Ranks from 0. */
function meanRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]!] === values[order[first]!]) last++;
    for (let place = first; place <= last; place++) ranks[order[place]!] = (first + last) / 2;
    first = last + 1;
  }
  return ranks;
}
