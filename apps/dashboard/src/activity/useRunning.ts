'use client';

import { useQuery } from '@urql/next';
import { useMounted } from '../components/useMounted';
import type { ComputationState } from '../computing/computationFields';
import { runningDocument } from './runningDocument';
import { useActivity } from './useActivity';

type Running = { count: number; computations: readonly ComputationState[] };

/** What is running and queued now, live, running ones first. */
export function useRunning(): Running {
  // Not on the server: it changes by the moment, and the page would not match what the server wrote.
  const mounted = useMounted();
  const [{ data }, execute] = useQuery({ query: runningDocument, pause: !mounted });
  useActivity(() => execute({ requestPolicy: 'network-only' }));
  if (!data) return { count: 0, computations: [] };
  // One that has ended leaves the list a moment after its last event; until then its state says so.
  const computations = [...data.running.nodes, ...data.queued.nodes].filter(
    ({ state }) => state === 'QUEUED' || state === 'RUNNING',
  );
  const count = computations.length === 0 ? 0 : data.running.totalCount + data.queued.totalCount;
  return { count, computations };
}
