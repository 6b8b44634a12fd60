import { type Curve, type CurvePoint, nearestRank } from './curve';

/** A point on one of the lines. */
export interface CurvePlace {
  readonly rule: Curve['rule'];
  readonly point: CurvePoint;
}

/** Where a key leads: left and right along a line, Page keys a tenth of it, up and down between lines. Null for other keys. */
export function stepCurve(curves: readonly Curve[], from: CurvePlace | null, key: string): CurvePlace | null {
  const drawn = curves.filter(({ points }) => points.length > 0);
  const found = drawn.findIndex(({ rule }) => rule === from?.rule);
  const line = drawn[Math.max(0, found)];
  if (!line) return null;
  const { rule, points } = line;
  const present = from ? points.findIndex(({ rank }) => rank === from.point.rank) : -1;
  const at = (index: number) => ({ rule, point: points[Math.min(points.length - 1, Math.max(0, index))]! });
  const across = (steps: number) => {
    const next = drawn[Math.min(drawn.length - 1, Math.max(0, Math.max(0, found) + steps))]!;
    return { rule: next.rule, point: nearestRank(next.points, from?.point.rank ?? 1)! };
  };
  const far = Math.max(1, Math.round(points.length / 10));
  switch (key) {
    case 'ArrowRight':
      return at(present + 1);
    case 'ArrowLeft':
      return at(present - 1);
    case 'PageDown':
      return at(present + far);
    case 'PageUp':
      return at(present - far);
    case 'Home':
      return at(0);
    case 'End':
      return at(points.length - 1);
    case 'ArrowDown':
      return across(1);
    case 'ArrowUp':
      return across(-1);
    default:
      return null;
  }
}
