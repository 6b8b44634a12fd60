const started = performance.now();

/** One line of progress, with the seconds since the start. */
export function say(text) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`${seconds} s  ${text}`);
}

/** Ends the process with a line that names the culprit and one that names the way out. */
export function giveUp(culprit, wayOut) {
  console.error(`${culprit}\n${wayOut}`);
  process.exit(1);
}
