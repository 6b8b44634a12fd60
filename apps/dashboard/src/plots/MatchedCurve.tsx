'use client';

import { type PointerEvent, useMemo, useRef } from 'react';
import { CurveCursor } from './CurveCursor';
import { CurvePicture, curveLayout } from './CurvePicture';
import { type Band, type Curve, type CurvePoint, nearestRank, type Pair } from './curve';
import { BASELINE_LOOKS, RULE_LOOKS } from './looks';
import type { MeasureLook } from './measureLooks';
import { PlotKey } from './PlotKey';
import { useCurveKeys } from './useCurveKeys';
import { useElementWidth } from './useElementWidth';
import { walkedByKeys } from './walkedByKeys';

type Props = {
  /** What is compared, for those who do not see it: `conv1 of alexnet-1 with conv1 of alexnet-2`. */
  label: string;
  curves: readonly Curve[];
  bands: readonly Band[];
  measure: MeasureLook;
  /** The rule that the page is about. */
  rule: Curve['rule'];
  /** The pair under the cursor, here or elsewhere on the page. */
  cursor: Pair | null;
  /** The pair that was opened. */
  opened: Pair | null;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
  svgRef?: React.RefObject<SVGSVGElement | null>;
};

/**
 * Matched values from the most to the least alike, one line a rule, over what the baselines give. One tab stop: left and
 * right move along a line, up and down between lines, Enter opens the pair.
 */
export function MatchedCurve(props: Props) {
  const { label, curves, bands, measure, rule, cursor, opened, onCursor, onOpen, svgRef } = props;
  const [box, width] = useElementWidth<HTMLDivElement>();
  const layout = useMemo(() => curveLayout(curves, bands, width, measure.signed), [curves, bands, width, measure]);
  const { focused, announcement, focusOn, onKeyDown, onBlur } = useCurveKeys(curves, measure, onCursor, onOpen);
  const own = useRef<SVGSVGElement>(null);
  const drawing = svgRef ?? own;

  /** The point nearest to the pointer: of its rank's points on every line, the one at its height. */
  function pointAt(event: PointerEvent): { rule: Curve['rule']; point: CurvePoint } | null {
    const frame = drawing.current!.getBoundingClientRect();
    const rank = layout.x.invert(event.clientX - frame.left);
    const y = event.clientY - frame.top;
    const found = curves.flatMap((curve) => {
      const point = nearestRank(curve.points, rank);
      return point ? [{ rule: curve.rule, point }] : [];
    });
    const away = (point: CurvePoint) => Math.abs(layout.y(point.value) - y);
    return found.sort((one, other) => away(one.point) - away(other.point))[0] ?? null;
  }

  function move(event: PointerEvent) {
    const found = pointAt(event);
    if (!found) return;
    focusOn(found);
    onCursor(found.point);
  }

  return (
    <div ref={box} className="min-w-0">
      {layout.narrow ? (
        <PlotKey
          lines={curves.map(({ rule }) => RULE_LOOKS[rule])}
          bands={bands.map(({ kind }) => BASELINE_LOOKS[kind])}
        />
      ) : null}
      <svg
        ref={drawing}
        width={width}
        height={layout.height}
        role="application"
        aria-roledescription="plot"
        aria-label={`Sorted matches of ${label}. Left and right move along a line, up and down between lines, Enter opens the pair.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the plot
        tabIndex={0}
        className="block max-w-full cursor-crosshair touch-pan-y select-none"
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={({ currentTarget }) => walkedByKeys(currentTarget) || onCursor(null)}
        onClick={(event) => {
          const found = pointAt(event as unknown as PointerEvent);
          if (found) onOpen(found.point);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <CurvePicture curves={curves} bands={bands} measure={measure} layout={layout} />
        <CurveCursor curves={curves} layout={layout} rule={rule} cursor={cursor} opened={opened} focused={focused} />
      </svg>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
