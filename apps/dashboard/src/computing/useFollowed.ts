import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { graphql } from '../graphql/graphql';
import { type ComputationState, computationFields } from './computationFields';

const followed = graphql(
  `
    subscription FollowComputation($id: ID!) {
      computation(id: $id) {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** Progress that nobody heard of, because the socket was down, is asked for after this time. */
const silence = 5_000;
const longestPause = 8_000;

/**
 * Keeps the computations of an answer live until none is left. Events go into the normalised cache, which moves every bar
 * that shows them; when one is done, `again` asks for the value that it stood for.
 */
export function useFollowed(computations: readonly ComputationState[], again: () => void): void {
  const client = useClient();
  const asked = useRef(0);
  const repeat = useRef(again);
  repeat.current = again;

  const waiting = computations
    .filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
    .map(({ id }) => id)
    .sort()
    .join(' ');
  const done = computations
    .filter(({ state }) => state === 'DONE')
    .map(({ id }) => id)
    .sort()
    .join(' ');

  useEffect(() => {
    if (!waiting) return;
    const ask = () => repeat.current();
    let watch = setTimeout(ask, silence);
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(ask, silence);
    };
    const ends = waiting.split(' ').map((id) => client.subscription(followed, { id }).subscribe(heard));
    return () => {
      clearTimeout(watch);
      for (const end of ends) end.unsubscribe();
    };
  }, [client, waiting]);

  useEffect(() => {
    if (!done) {
      asked.current = 0;
      return;
    }
    // A value that is said to be done and still is not there must not be asked for in a tight loop.
    const pause = asked.current === 0 ? 0 : Math.min(longestPause, 250 * 2 ** asked.current);
    const timer = setTimeout(() => {
      asked.current += 1;
      repeat.current();
    }, pause);
    return () => clearTimeout(timer);
  });
}
