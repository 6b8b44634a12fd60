import { useEffect, useRef, useState } from 'react';
import { failureOf, type ImportFailure } from './importFailure';

export type TaskTools = {
  readonly signal: AbortSignal;
  /** How far it is, 0 to 1 or null when nobody knows, and what is being done. */
  readonly report: (progress: number | null, stage: string) => void;
};

export type Task<Value> = {
  /** The last value; while it is made anew, that of before. */
  readonly value: Value | null;
  readonly failure: ImportFailure | null;
  readonly isRunning: boolean;
  readonly progress: number | null;
  readonly stage: string;
  readonly retry: () => void;
  readonly stop: () => void;
};

/** Runs work that takes a while, anew whenever its key changes; null is no work. Leaving the page stops it. */
export function useTask<Value>(key: string | null, work: (tools: TaskTools) => Promise<Value>): Task<Value> {
  const [round, setRound] = useState(0);
  const [value, setValue] = useState<Value | null>(null);
  const [failure, setFailure] = useState<ImportFailure | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [{ progress, stage }, setProgress] = useState<{ progress: number | null; stage: string }>({
    progress: null,
    stage: '',
  });
  const latest = useRef(work);
  latest.current = work;
  const stop = useRef<() => void>(() => {});

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is the wish to run again
  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    let last = 0;
    const report: TaskTools['report'] = (progress, stage) => {
      // Bars need no more than some twenty steps a second.
      if (signal.aborted || (performance.now() - last < 50 && progress !== 1 && progress !== null)) return;
      last = performance.now();
      setProgress({ progress, stage });
    };
    setRunning(true);
    setFailure(null);
    setProgress({ progress: null, stage: '' });
    const settle = (then: () => void) => {
      if (gone) return;
      setRunning(false);
      then();
    };
    let gone = false;
    latest.current({ signal, report }).then(
      (made) => settle(() => setValue(made)),
      (thrown: unknown) => settle(() => setFailure(failureOf(thrown))),
    );
    stop.current = () => controller.abort();
    return () => {
      gone = true;
      controller.abort();
    };
  }, [key, round]);

  return {
    value,
    failure,
    isRunning,
    progress,
    stage,
    retry: () => setRound((before) => before + 1),
    stop: () => stop.current(),
  };
}
