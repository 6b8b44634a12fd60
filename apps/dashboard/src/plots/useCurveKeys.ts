import { type KeyboardEvent, useState } from 'react';
import { formatValue } from '../format/numbers';
import { type Curve, type CurvePoint, nearestRank, type Pair } from './curve';
import { RULE_LOOKS } from './looks';

type Focused = { rule: Curve['rule']; point: CurvePoint };

/** Walking along sorted curves with the keys: which point is at the cursor, and what is said of it. */
export function useCurveKeys(
  curves: readonly Curve[],
  onCursor: (pair: Pair | null) => void,
  onOpen: (pair: Pair) => void,
) {
  const [focused, setFocused] = useState<Focused | null>(null);
  const [announcement, setAnnouncement] = useState('');

  function go(rule: Curve['rule'], point: CurvePoint) {
    setFocused({ rule, point });
    setAnnouncement(
      `${RULE_LOOKS[rule].name}, rank ${point.rank}: unit ${point.source} with unit ${point.target}, correlation ${formatValue(point.value)}`,
    );
    onCursor(point);
  }

  function onKeyDown(event: KeyboardEvent) {
    const drawn = curves.filter(({ points }) => points.length > 0);
    const line = Math.max(0, drawn.findIndex(({ rule }) => rule === focused?.rule));
    const points = drawn[line]?.points;
    if (!points || event.ctrlKey || event.metaKey || event.altKey) return;
    const present = focused ? points.findIndex(({ rank }) => rank === focused.point.rank) : -1;
    const along = (steps: number) => points[Math.min(points.length - 1, Math.max(0, present + steps))]!;
    const across = (steps: number) => {
      const next = drawn[Math.min(drawn.length - 1, Math.max(0, line + steps))]!;
      go(next.rule, nearestRank(next.points, focused?.point.rank ?? 1)!);
    };
    const rule = drawn[line]!.rule;
    const far = Math.max(1, Math.round(points.length / 10));
    const moves: Record<string, () => void> = {
      ArrowRight: () => go(rule, along(1)),
      ArrowLeft: () => go(rule, along(-1)),
      PageDown: () => go(rule, along(far)),
      PageUp: () => go(rule, along(-far)),
      Home: () => go(rule, points[0]!),
      End: () => go(rule, points.at(-1)!),
      ArrowDown: () => across(1),
      ArrowUp: () => across(-1),
      Enter: () => focused && onOpen(focused.point),
      ' ': () => focused && onOpen(focused.point),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function onBlur() {
    setFocused(null);
    onCursor(null);
  }

  const focusOn = (rule: Curve['rule'], point: CurvePoint) => setFocused({ rule, point });
  return { focused, announcement, focusOn, onKeyDown, onBlur };
}
