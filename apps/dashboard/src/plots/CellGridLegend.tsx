import { formatValue } from '../format/numbers';
import { type CellGridData, directionWords, meanChance } from './cellGrid';
import { CORRELATION_SCALE, cssColour } from './colourMap';
import { type ColourSpan, colourPlace } from './gridColours';
import type { GridLayout } from './gridLayout';

type Props = {
  grid: CellGridData;
  layout: GridLayout;
  span: ColourSpan;
  table: Uint8Array;
  /** The value under the cursor. */
  value: number | null;
};

const STEPS = 48;
const WIDEST = 240;

/** The colours with their numbers and what these mean, in the picture itself so that a file of it explains itself. */
export function CellGridLegend({ grid, layout, span, table, value }: Props) {
  const width = Math.min(WIDEST, layout.width - layout.left - 8);
  const { low, high } = span;
  const x = (number: number) => (high === low ? width : ((number - low) / (high - low)) * width);
  const marks = high === low ? [high] : [low, (low + high) / 2, high];
  const chance = meanChance(grid);
  const within = (number: number | null): number is number => number !== null && number >= low && number <= high;
  return (
    <g transform={`translate(${layout.left} ${layout.legend})`} fontSize="11" fill="var(--faint)">
      {Array.from({ length: STEPS }, (_, step) => {
        const number = low + ((step + 0.5) / STEPS) * (high - low);
        return (
          <rect
            key={number}
            x={(step * width) / STEPS}
            y={12}
            width={width / STEPS + 0.4}
            height={10}
            fill={cssColour(table, colourPlace(number, span), CORRELATION_SCALE)}
          />
        );
      })}
      <text y={5}>
        <tspan fill="var(--soft)" fontWeight="500">
          {grid.measure}
        </tspan>
        , {directionWords(grid.direction)}
      </text>
      {marks.map((mark, index) => (
        <text
          key={mark}
          x={x(mark)}
          y={36}
          textAnchor={index === 0 && marks.length > 1 ? 'start' : index === marks.length - 1 ? 'end' : 'middle'}
        >
          {formatValue(mark, 2)}
        </text>
      ))}
      {within(chance) ? <rect x={x(chance) - 1} y={9} width={2} height={16} fill="var(--greedy)" /> : null}
      {within(value) ? (
        <rect x={x(value) - 1.5} y={8} width={3} height={18} fill="var(--ink)" stroke="var(--raised)" />
      ) : null}
    </g>
  );
}
