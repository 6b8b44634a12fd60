'use client';

import { useEffect, useRef, useState } from 'react';

type Props = {
  /** What is set, for those who do not see it. */
  label: string;
  low: number;
  high: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
  /** The value in words: what is announced. */
  words: string;
  className?: string;
};

/** One of many values along a line, by pointer or by arrow, Page and Home keys. */
export function Slider({ label, low, high, step, value, onChange, words, className = '' }: Props) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={words}
      min={low}
      max={high}
      step={step}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={`h-6 w-full min-w-0 cursor-pointer accent-[var(--accent)] ${className}`}
    />
  );
}

/** Milliseconds without a change after which a dragged value is kept. */
const REST = 160;

/**
 * A value that is dragged: shown at once, kept (in the address, say) when the hand rests. Browsers allow few changes of the
 * address a second.
 */
export function useDragged<Value>(kept: Value, keep: (value: Value) => void): [Value, (value: Value) => void] {
  const [dragged, setDragged] = useState<{ value: Value; over: Value } | null>(null);
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    if (!dragged) return;
    const timer = setTimeout(() => latest.current(dragged.value), REST);
    return () => clearTimeout(timer);
  }, [dragged]);
  // What was kept since, by whomever, goes before what was dragged then.
  const shown = dragged && dragged.over === kept ? dragged.value : kept;
  return [shown, (value) => setDragged({ value, over: kept })];
}
