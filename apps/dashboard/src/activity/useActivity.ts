'use client';

import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { activityDocument } from './runningDocument';

const pause = 300;

/**
 * Follows every change of every computation. Progress moves by itself, through the cache; when one appears or ends, lists
 * of computations are out of date, and `onChange` is called, at most a few times a second.
 */
export function useActivity(onChange: () => void): void {
  const states = useRef(new Map<string, string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onChange);
  latest.current = onChange;

  useSubscription({ query: activityDocument }, (_before: unknown, { activity: { id, state } }) => {
    if (states.current.get(id) === state) return id;
    states.current.set(id, state);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, pause);
    return id;
  });

  useEffect(() => () => clearTimeout(timer.current), []);
}
