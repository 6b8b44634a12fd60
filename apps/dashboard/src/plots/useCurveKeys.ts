import { type KeyboardEvent, useState } from 'react';
import type { Curve, Pair } from './curve';
import { type CurvePlace, stepCurve } from './curveSteps';
import { RULE_LOOKS } from './looks';
import { type MeasureLook, spoken } from './measureLooks';

/** Walking along sorted curves with the keys: which point is at the cursor, and what is said of it. */
export function useCurveKeys(
  curves: readonly Curve[],
  measure: MeasureLook,
  onCursor: (pair: Pair | null) => void,
  onOpen: (pair: Pair) => void,
) {
  const [focused, setFocused] = useState<CurvePlace | null>(null);
  const [announcement, setAnnouncement] = useState('');

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (focused) onOpen(focused.point);
      return;
    }
    const next = stepCurve(curves, focused, event.key);
    if (!next) return;
    event.preventDefault();
    const { rule, point } = next;
    setFocused(next);
    onCursor(point);
    setAnnouncement(
      `${RULE_LOOKS[rule].name}, rank ${point.rank}: unit ${point.source} with unit ${point.target}, ${spoken(measure, point.value)}`,
    );
  }

  function onBlur() {
    setFocused(null);
    onCursor(null);
  }

  return { focused, announcement, focusOn: setFocused, onKeyDown, onBlur };
}
