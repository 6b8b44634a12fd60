import { setTimeout as sleep } from 'node:timers/promises';
import { COMPUTATION_FIELDS, type FoundComputation, findComputations, hasFailed, isUnderWay } from './computations.js';
import type { GraphqlAnswer } from './serverConnection.js';
import type { Session } from './session.js';

/** Seconds that one request waits: the first one briefly, so that there is soon something to show. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 20;
/** Computations whose progress is shown: more of them move no bar. */
const MOST_WATCHED = 100;
const PROGRESS = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${COMPUTATION_FIELDS} } }`;

export interface AskedUntil {
  /** Seconds until it is given up; without end by default. */
  readonly seconds?: number;
  readonly operationName?: string;
  /** Before the first answer, and where nothing better is known. */
  readonly text?: string;
}

/**
 * Asks again until the answer holds no computation in place of a value, one of them failed, or the time is over. What is left
 * in it by then is for the caller to tell.
 */
export async function askUntilComputed<Data>(
  session: Session,
  query: string,
  variables: object,
  { seconds = Number.POSITIVE_INFINITY, operationName, text = 'Asking' }: AskedUntil = {},
): Promise<GraphqlAnswer<Data> & { readonly computations: readonly FoundComputation[] }> {
  const { server, terminal, signal } = session;
  const deadline = Date.now() + seconds * 1_000;
  const left = (): number => (deadline - Date.now()) / 1_000;
  let watched: readonly FoundComputation[] = [];
  for (let round = 0; ; round++) {
    const wait = Math.max(0, Math.min(round === 0 ? FIRST_WAIT : LONGEST_WAIT, left()));
    const ended = new AbortController();
    const watching = watch(session, watched, text, ended.signal);
    const answer = await server.answer<Data>(query, variables, { wait, operationName }).finally(() => ended.abort());
    await watching;
    const computations = findComputations(answer.data);
    const over = answer.errors !== undefined || computations.length === 0 || computations.some(hasFailed);
    if (over || left() <= 0) {
      terminal.settle();
      return { ...answer, computations };
    }
    watched = computations;
    // Done, and still not there: its value is read by the next request, which must not follow in a tight loop.
    if (!computations.some(isUnderWay))
      await sleep(Math.min(8_000, 250 * 2 ** Math.min(round, 5)), undefined, { signal });
  }
}

/** Shows how far computations are, until it is told to end. */
async function watch(
  { server, terminal }: Session,
  watched: readonly FoundComputation[],
  text: string,
  ended: AbortSignal,
): Promise<void> {
  if (terminal.options.quiet) return;
  const ids = watched.slice(0, MOST_WATCHED).map(({ id }) => id);
  let known = watched;
  while (!ended.aborted) {
    terminal.progress(readingOf(known, text));
    await sleep(terminal.isWatched ? 400 : 2_500, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted || ids.length === 0) continue;
    // Only the request itself tells that a server is gone.
    const { data } = await server
      .answer<{ nodes: FoundComputation[] }>(PROGRESS, { ids })
      .catch(() => ({ data: null }));
    if (data != null) known = findComputations(data);
  }
}

function readingOf(computations: readonly FoundComputation[], text: string) {
  if (computations.length === 0) return { text, share: null };
  const sum = computations.reduce(
    (total, { state, progress }) => total + (isUnderWay({ state } as FoundComputation) ? (progress ?? 0) : 1),
    0,
  );
  const running = computations.find(({ state }) => state === 'RUNNING') ?? computations.find(isUnderWay);
  const seconds = computations.map(({ secondsLeft }) => secondsLeft ?? 0);
  return {
    text: running === undefined ? text : `${running.title}${stageOf(running)}`,
    share: sum / computations.length,
    secondsLeft: Math.max(...seconds) || null,
  };
}

function stageOf({ state, stage }: FoundComputation): string {
  if (state === 'QUEUED') return ' (waiting)';
  return stage == null ? '' : `: ${stage}`;
}
