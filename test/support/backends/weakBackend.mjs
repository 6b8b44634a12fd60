/**
 * A backend in plain JavaScript that is right as long as `meets` lets it: called before each product or count with the number of those
 * before, it may throw, end the process, or answer in its place.
 * @param {import('@unitgraph/analysis').BackendName} name
 * @param {(calls: number) => unknown} meets
 * @returns {import('@unitgraph/analysis').Backend}
 */
export function weakBackend(name, meets) {
  let calls = 0;
  const multiply = async (left, right, products) => {
    const instead = await meets(calls++);
    if (instead !== undefined) return instead;
    for (let row = 0; row < left.units; row++) {
      for (let column = 0; column < right.units; column++) {
        let sum = 0;
        for (let sample = 0; sample < left.samples; sample++) {
          const x = left.values[row * left.samples + sample] - left.centre[row];
          sum += x * (right.values[column * right.samples + sample] - right.centre[column]);
        }
        products[row * right.units + column] = sum;
      }
    }
    return products;
  };
  return {
    name,
    device: `a weak ${name}`,
    crossProducts: (left, right) => multiply(left, right, new Float32Array(left.units * right.units)),
    preciseCrossProducts: (left, right) => multiply(left, right, new Float64Array(left.units * right.units)),
    async addCodeCounts(left, right, sums) {
      await meets(calls++);
      const width = right.units * right.depth;
      for (let row = 0; row < left.units; row++)
        for (let column = 0; column < right.units; column++)
          for (let sample = 0; sample < left.samples; sample++) {
            const a = left.codes[row * left.samples + sample];
            const b = right.codes[column * right.samples + sample];
            if (a > 0 && b > 0) sums[(row * left.depth + a - 1) * width + column * right.depth + b - 1]++;
          }
    },
    async dispose() {},
  };
}
