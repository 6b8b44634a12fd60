/** A stage is run again until it has run so often and so long, unless one run takes longer than `LONG`; see `timing` in stages.py. */
const RUNS = 3;
const MOST_RUNS = 1000;
const ENOUGH = 1;
const LONG = 10;

/** Runs a stage repeatedly. @returns the last result, and the median of seconds */
export async function timed(run) {
  const seconds = [];
  let result;
  let total = 0;
  while (seconds.length < RUNS || (total < ENOUGH && seconds.length < MOST_RUNS)) {
    const start = performance.now();
    result = await run();
    const taken = (performance.now() - start) / 1000;
    seconds.push(taken);
    total += taken;
    if (taken > LONG) break;
  }
  return { result, seconds: median(seconds), runs: seconds.length };
}

export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
