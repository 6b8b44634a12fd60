/** Seconds that the quickest of a few runs takes: what else the machine does only ever adds. */
export async function quickest(run) {
  const seconds = [];
  let total = 0;
  while (seconds.length < 2 || (total < 0.5 && seconds.length < 50)) {
    const start = performance.now();
    await run();
    seconds.push((performance.now() - start) / 1000);
    total += seconds.at(-1);
    if (total > 5) break;
  }
  return Math.min(...seconds);
}

/** Slope of the line through the logarithms of sizes and seconds, by least squares: 1 where the cost is proportional to the size. */
export function growthOf(points) {
  const x = points.map(({ size }) => Math.log(size));
  const y = points.map(({ seconds }) => Math.log(seconds));
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [middle, height] = [mean(x), mean(y)];
  const across = x.reduce((sum, at, place) => sum + (at - middle) * (y[place] - height), 0);
  return across / x.reduce((sum, at) => sum + (at - middle) ** 2, 0);
}
