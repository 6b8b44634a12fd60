import { memo } from 'react';
import { formatAny, formatValue } from '../../format/numbers';
import { logTicks } from '../../plots/logScale';
import { BASELINE_LOOKS } from '../../plots/looks';
import { linePath } from '../../plots/path';
import { type Scale, ticks } from '../../plots/scale';
import { CEILING, type PathLayout } from './pathLayout';
import type { Predicted } from './predictionDocument';
import type { PredictedByChance } from './usePredictionBaselines';

export const LOSS_COLOUR = 'var(--assignment)';
export const UNITS_COLOUR = 'var(--greedy)';

type Props = { prediction: Predicted; baselines: readonly PredictedByChance[]; layout: PathLayout };

/** The still part: axes, the ceiling and the floor of the loss, both curves with a dot for each penalty. */
export const PathPicture = memo(function PathPicture({ prediction, baselines, layout }: Props) {
  const { path, leastSquaresLoss, predictors } = prediction;
  const { x, loss, contributing, height } = layout;
  const [left, right] = [x.range[0] - 8, x.range[1]];
  return (
    <g fontSize="11">
      <Rows scale={loss} left={left} right={right} places={1} title="Loss" direction="↓ lower = better predicted" />
      {baselines.map(({ kind, path: drawn }) => (
        <ByChance
          key={kind}
          colour={BASELINE_LOOKS[kind].colour}
          means={drawn.map((point, step) => [x(path[step]!.penalty), loss(point.loss)])}
          bests={drawn.map((point, step) => [x(path[step]!.penalty), loss(point.best5Percent)])}
        />
      ))}
      <Line places={path.map((point) => [x(point.penalty), loss(point.loss)])} colour={LOSS_COLOUR} />
      <Bound y={loss(CEILING)} {...{ left, right }} below>
        nothing predicted
      </Bound>
      <Bound y={loss(leastSquaresLoss)} {...{ left, right }} below={loss(0) - loss(leastSquaresLoss) > 18} atEnd>
        least squares {formatValue(leastSquaresLoss)}
      </Bound>
      <Rows
        scale={contributing}
        left={left}
        right={right}
        places={0}
        title="Contributing units"
        direction={`mean, of ${predictors}`}
      />
      <Line places={path.map((point) => [x(point.penalty), contributing(point.contributing)])} colour={UNITS_COLOUR} />
      {logTicks(x.domain[0], x.domain[1]).map((penalty) => (
        <g key={penalty}>
          <line
            x1={x(penalty)}
            x2={x(penalty)}
            y1={contributing.range[0]}
            y2={contributing.range[0] + 4}
            stroke="var(--line-strong)"
          />
          <text x={x(penalty)} y={contributing.range[0] + 17} textAnchor="middle" fill="var(--faint)">
            {formatAny(penalty)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 4} textAnchor="middle" fill="var(--faint)">
        <tspan fill="var(--soft)" fontWeight="500">
          Penalty
        </tspan>{' '}
        · higher leaves fewer units →
      </text>
    </g>
  );
});

type RowsProps = { scale: Scale; left: number; right: number; places: number; title: string; direction: string };

function Rows({ scale, left, right, places, title, direction }: RowsProps) {
  const [low, high] = scale.domain;
  return (
    <g>
      {ticks(low, high, 5).map((mark) => (
        <g key={mark}>
          <line
            x1={left}
            x2={right}
            y1={scale(mark)}
            y2={scale(mark)}
            stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            shapeRendering="crispEdges"
          />
          <text x={left - 8} y={scale(mark)} dy="0.32em" textAnchor="end" fill="var(--faint)">
            {Number.isInteger(mark) ? mark : formatValue(mark, Math.max(1, places))}
          </text>
        </g>
      ))}
      <text x={0} y={scale(high) - 14} fill="var(--soft)" fontWeight="500">
        {title}{' '}
        <tspan fill="var(--faint)" fontWeight="400">
          {direction}
        </tspan>
      </text>
    </g>
  );
}

type BoundProps = {
  y: number;
  left: number;
  right: number;
  below: boolean;
  /** Whether its name stands at the right, where the curve has risen away from it. */
  atEnd?: boolean;
  children: React.ReactNode;
};

function Bound({ y, left, right, below, atEnd = false, children }: BoundProps) {
  return (
    <g>
      <line x1={left} x2={right} y1={y} y2={y} stroke="var(--baseline)" strokeWidth="1.25" strokeDasharray="4 3" />
      <text
        x={atEnd ? right : left + 6}
        textAnchor={atEnd ? 'end' : 'start'}
        y={below ? y + 13 : y - 5}
        fill="var(--faint)"
        stroke="var(--raised)"
        strokeWidth="3"
        paintOrder="stroke"
      >
        {children}
      </text>
    </g>
  );
}

type Places = readonly (readonly [number, number])[];

/** Mean loss of the repeats, and a band down to where only 5 % of them are. */
function ByChance({ colour, means, bests }: { colour: string; means: Places; bests: Places }) {
  return (
    <g>
      <path d={`${linePath([...means, ...bests.toReversed()])}Z`} fill={colour} opacity="0.3" />
      <path d={linePath(means)} fill="none" stroke={colour} strokeWidth="1.5" />
    </g>
  );
}

function Line({ places, colour }: { places: Places; colour: string }) {
  return (
    <g>
      <path d={linePath(places)} fill="none" stroke={colour} strokeWidth="2" strokeLinejoin="round" />
      {places.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="2.25" fill={colour} />
      ))}
    </g>
  );
}
