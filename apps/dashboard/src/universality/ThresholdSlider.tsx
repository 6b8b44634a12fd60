'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Explained } from '../components/Explained';
import { formatValue } from '../format/numbers';
import { HIGHEST_THRESHOLD, THRESHOLD_STEP } from './universalityChoice';

type Props = { value: number; onChange: (value: number) => void };

/** Milliseconds of rest before a position counts. */
const REST = 120;

/** The surplus above which a unit is found. What it changes is only counted anew, so it may be moved freely. */
export function ThresholdSlider({ value, onChange }: Props) {
  const id = useId();
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setShown(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function move(next: number) {
    setShown(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next), REST);
  }

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-small">
      <label htmlFor={id} className="text-faint">
        Found above a surplus of
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={HIGHEST_THRESHOLD}
        step={THRESHOLD_STEP}
        value={Math.min(HIGHEST_THRESHOLD, Math.max(0, shown))}
        aria-valuetext={`${formatValue(shown, 2)} above what rotation gives`}
        onChange={(event) => move(Number(event.target.value))}
        className="h-5 w-32 max-w-full sm:w-44 accent-[var(--accent)]"
      />
      <output htmlFor={id} className="w-9 font-medium">
        {formatValue(shown, 2)}
      </output>
      <Explained meaning="Correlation with the best partner in another network, less the same when that network’s units are mixed by a random rotation. Units of language models are called universal above 0.5 (Gurnee et al. 2024); where layers are small, rotation alone gives much of what there can be.">
        what is that?
      </Explained>
    </div>
  );
}
