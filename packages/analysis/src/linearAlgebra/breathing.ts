/** Milliseconds that other work of this thread may be kept waiting. */
const LONG = 50;

/** A function to await now and then in long work: lets other work of this thread run where it has waited long. */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONG) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
