import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { activityDocument } from '../activity/runningDocument';
import type { ComputationState } from './computationFields';

/** Progress that nobody heard of, because the socket was down, is asked for after this time. */
const silence = 5_000;
/** While more is computing, an answer is asked for again at most this often: a page may wait for a hundred values. */
const interval = 1_000;
const longestPause = 8_000;

/**
 * Keeps the computations of an answer live until none is left. One subscription serves the whole page, however many values
 * it waits for: events go into the normalised cache, which moves every bar that shows them; when some are done, `again`
 * asks for the values that they stood for.
 */
export function useFollowed(computations: readonly ComputationState[], again: () => void): void {
  const client = useClient();
  const asked = useRef({ times: 0, at: 0 });
  const repeat = useRef(again);
  repeat.current = again;

  const count = (...states: readonly ComputationState['state'][]) =>
    computations.filter(({ state }) => states.includes(state)).length;
  const waiting = count('QUEUED', 'RUNNING');
  const done = count('DONE');
  const isWaiting = waiting > 0;

  useEffect(() => {
    if (!isWaiting) return;
    const ask = () => {
      repeat.current();
      watch = setTimeout(ask, silence);
    };
    let watch = setTimeout(ask, silence);
    const { unsubscribe } = client.subscription(activityDocument, {}).subscribe(() => {
      clearTimeout(watch);
      watch = setTimeout(ask, silence);
    });
    return () => {
      clearTimeout(watch);
      unsubscribe();
    };
  }, [client, isWaiting]);

  useEffect(() => {
    if (done === 0) {
      asked.current.times = 0;
      return;
    }
    const { times, at } = asked.current;
    // A value that is said to be done and still is not there must not be asked for in a tight loop.
    const patience = times === 0 ? 0 : Math.min(longestPause, 250 * 2 ** times);
    const earliest = at + (isWaiting ? interval : patience);
    const timer = setTimeout(
      () => {
        asked.current = { times: isWaiting ? 0 : times + 1, at: Date.now() };
        repeat.current();
      },
      Math.max(0, earliest - Date.now()),
    );
    return () => clearTimeout(timer);
  });
}
