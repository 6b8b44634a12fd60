'use client';

import { type PointerEvent, type RefObject, useMemo } from 'react';
import { Slider } from '../../components/Slider';
import { formatAny, formatValue, plural } from '../../format/numbers';
import { useElementWidth } from '../../plots/useElementWidth';
import { LOSS_COLOUR, PathPicture, UNITS_COLOUR } from './PathPicture';
import { pathLayout } from './pathLayout';
import { nearestStep } from './penaltyStep';
import type { Predicted } from './predictionDocument';
import type { PredictedByChance } from './usePredictionBaselines';

type Props = {
  prediction: Predicted;
  baselines: readonly PredictedByChance[];
  /** Which penalty is looked at. */
  step: number;
  onStep: (step: number) => void;
  svgRef: RefObject<SVGSVGElement | null>;
};

/** Loss and number of contributing units over the penalty, and the slider that chooses one. */
export function PathPlot({ prediction, baselines, step, onStep, svgRef }: Props) {
  const [box, width] = useElementWidth<HTMLDivElement>();
  const { penalties, path } = prediction;
  const layout = useMemo(() => pathLayout({ penalties, path }, width), [penalties, path, width]);
  const { x, loss, contributing } = layout;
  const point = path[step];
  const last = penalties.length - 1;

  function moveTo(event: PointerEvent) {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const frame = svgRef.current!.getBoundingClientRect();
    onStep(nearestStep(penalties, x.invert(event.clientX - frame.left)));
  }

  // Beside the point where its curve is not: loss rises to the right, the number of units falls.
  const at = point ? (x(point.penalty) - x.range[0]) / (x.range[1] - x.range[0]) : 0;
  const left = { x: point ? x(point.penalty) - 9 : 0, textAnchor: 'end' } as const;
  const right = { x: point ? x(point.penalty) + 9 : 0, textAnchor: 'start' } as const;
  return (
    <div ref={box} className="min-w-0">
      <svg
        ref={svgRef}
        width={width}
        height={layout.height}
        role="img"
        aria-label={`Loss and contributing units under ${plural(penalties.length, 'penalty', 'penalties')}; the slider below chooses one.`}
        className="block max-w-full cursor-ew-resize touch-pan-y select-none"
        onPointerDown={moveTo}
        onPointerMove={moveTo}
      >
        <PathPicture prediction={prediction} baselines={baselines} layout={layout} />
        {point ? (
          <g pointerEvents="none">
            <line
              x1={x(point.penalty)}
              x2={x(point.penalty)}
              y1={loss.range[1]}
              y2={contributing.range[0]}
              stroke="var(--ink)"
              strokeWidth="1"
              opacity="0.5"
            />
            <circle
              cx={x(point.penalty)}
              cy={loss(point.loss)}
              r="5"
              fill={LOSS_COLOUR}
              stroke="var(--raised)"
              strokeWidth="2"
            />
            <circle
              cx={x(point.penalty)}
              cy={contributing(point.contributing)}
              r="5"
              fill={UNITS_COLOUR}
              stroke="var(--raised)"
              strokeWidth="2"
            />
            <g
              fontSize="11"
              fontWeight="600"
              fill="var(--ink)"
              stroke="var(--raised)"
              strokeWidth="4"
              strokeLinejoin="round"
              paintOrder="stroke"
            >
              <text {...(at > 0.15 ? left : right)} y={loss(point.loss) - 9}>
                {formatValue(point.loss)}
              </text>
              <text {...(at < 0.85 ? right : left)} y={contributing(point.contributing) - 9}>
                {formatValue(point.contributing, 1)}
              </text>
            </g>
          </g>
        ) : null}
      </svg>
      <div style={{ paddingLeft: x.range[0] - 8, paddingRight: Math.max(0, width - x.range[1] - 8) }}>
        {/* As in the plot, higher penalties lie on the right: steps count from there. */}
        <Slider
          label="Penalty"
          low={0}
          high={Math.max(0, last)}
          step={1}
          value={last - step}
          onChange={(place) => onStep(last - place)}
          words={
            point
              ? `penalty ${formatAny(point.penalty)}: loss ${formatValue(point.loss)}, ${formatValue(point.contributing, 1)} contributing units`
              : ''
          }
        />
      </div>
    </div>
  );
}
