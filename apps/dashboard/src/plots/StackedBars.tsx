'use client';

import type { RefObject } from 'react';
import { formatCount, formatShare } from '../format/numbers';
import { type Bar, type BarSeries, segmentsOf } from './stackedBars';
import { useElementWidth } from './useElementWidth';

type Props = {
  /** What is drawn, for those who do not see it. */
  label: string;
  series: readonly BarSeries[];
  bars: readonly Bar[];
  /** What the shares are shares of, and which way is more. */
  axis: { title: string; direction: string };
  onPick?: (bar: number, series: number) => void;
  svgRef?: RefObject<SVGSVGElement | null>;
};

const ROW = 30;
const THICK = 20;
const TOP = 26;
const BOTTOM = 42;
/** Usual width of a letter of a label. */
const LETTER = 6.4;
const MARKS = [0, 0.25, 0.5, 0.75, 1];

/** Bars of one length, divided by what they are made of, with the counts on them. The numbers stand beside it as a table. */
export function StackedBars({ label, series, bars, axis, onPick, svgRef }: Props) {
  const [box, width] = useElementWidth<HTMLDivElement>();
  const left = Math.min(0.36 * width, 14 + LETTER * Math.max(4, ...bars.map((bar) => bar.label.length)));
  const room = Math.floor((left - 12) / LETTER);
  const right = width - 20;
  const bottom = TOP + bars.length * ROW;
  const x = (share: number) => left + share * (right - left);
  return (
    <div ref={box} className="min-w-0">
      <svg
        ref={svgRef}
        width={width}
        height={bottom + BOTTOM}
        role="img"
        aria-label={label}
        className="block max-w-full"
      >
        <Names series={series} left={left} />
        {MARKS.map((mark) => (
          <g key={mark}>
            <line x1={x(mark)} x2={x(mark)} y1={TOP} y2={bottom} stroke="var(--line)" shapeRendering="crispEdges" />
            <text x={x(mark)} y={bottom + 15} textAnchor="middle" fill="var(--faint)" fontSize="11">
              {mark * 100} %
            </text>
          </g>
        ))}
        {bars.map((bar, row) => (
          <g key={bar.label} transform={`translate(0 ${TOP + row * ROW + (ROW - THICK) / 2})`}>
            <text x={left - 8} y={THICK / 2} dy="0.34em" textAnchor="end" fill="var(--soft)" fontSize="11.5">
              {bar.label.length > room ? `…${bar.label.slice(1 - room)}` : bar.label}
            </text>
            {segmentsOf(bar).map((segment) => {
              const { key, name, colour, ink } = series[segment.series]!;
              const [start, end] = [x(segment.start), x(segment.end)];
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the table beside the picture has the same as buttons
                <g
                  key={key}
                  onClick={onPick && (() => onPick(row, segment.series))}
                  className={onPick && 'cursor-pointer hover:opacity-80'}
                >
                  <title>{`${bar.label}: ${formatCount(segment.value)} ${name} (${formatShare(segment.end - segment.start)})`}</title>
                  <rect x={start} width={Math.max(1, end - start - 1)} height={THICK} rx="2" fill={colour} />
                  {end - start > 10 + 7 * String(segment.value).length ? (
                    <text
                      x={(start + end - 1) / 2}
                      y={THICK / 2}
                      dy="0.34em"
                      textAnchor="middle"
                      fill={ink}
                      fontSize="11"
                      fontWeight="500"
                    >
                      {formatCount(segment.value)}
                    </text>
                  ) : null}
                </g>
              );
            })}
          </g>
        ))}
        <text x={width / 2} y={bottom + 34} textAnchor="middle" fill="var(--soft)" fontSize="11" fontWeight="500">
          {axis.title}{' '}
          <tspan fill="var(--faint)" fontWeight="400">
            {axis.direction}
          </tspan>
        </text>
      </svg>
    </div>
  );
}

/** What each colour is, above the bars, so that an exported picture says it as well. */
function Names({ series, left }: { series: readonly BarSeries[]; left: number }) {
  let at = left;
  return series.map(({ key, name, colour }) => {
    const start = at;
    at += 30 + 6.1 * name.length;
    return (
      <g key={key} transform={`translate(${start} 4)`}>
        <rect width="11" height="11" rx="2" fill={colour} />
        <text x="16" y="9.5" fill="var(--soft)" fontSize="11">
          {name}
        </text>
      </g>
    );
  });
}
