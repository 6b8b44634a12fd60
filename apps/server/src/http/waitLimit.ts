/** Seconds that an operation waits for its values when the client does not say. */
export const WAIT_DEFAULT = 20;
/** Seconds that it waits at most. */
export const WAIT_MOST = 300;

/**
 * When fields of an operation that begins now answer with their computation: by the header `Prefer: wait=SECONDS`
 * or `respond-async`, which waits for nothing
 * (RFC 7240). A preference is no command: one that cannot be read counts as none.
 */
export function deadlineOf(prefer: string | readonly string[] | undefined): number {
  const text = typeof prefer === 'string' ? prefer : (prefer ?? []).join(',');
  if (/(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(text)) return deadlineAfter(0);
  const said = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/i.exec(text)?.[1];
  return deadlineAfter(said === undefined ? undefined : Number(said));
}

/** The same for a number of seconds, as WebSocket clients pass it in `connectionParams.wait`. */
export function deadlineAfter(seconds: unknown): number {
  const given = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : WAIT_DEFAULT;
  return Date.now() + Math.min(given, WAIT_MOST) * 1000;
}
