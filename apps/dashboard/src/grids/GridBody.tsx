'use client';

import { type RefObject, useMemo } from 'react';
import { formatValue } from '../format/numbers';
import { CellGrid } from '../plots/CellGrid';
import { CellGridTable } from '../plots/CellGridTable';
import type { Cell } from '../plots/cellCursor';
import { absencesOf, meanChance, spanOf } from '../plots/cellGrid';
import { cellWords } from '../plots/cellWords';
import type { ColourSpan } from '../plots/gridColours';
import type { ShownGrid } from './GridCard';
import type { GridChoice } from './gridChoice';

type Props = ShownGrid & {
  title: string;
  choice: GridChoice;
  choose: (change: Partial<GridChoice>) => void;
  cursor: Cell | null;
  onCursor: (cell: Cell | null) => void;
  onOpen: (cell: Cell) => void;
  drawing: RefObject<SVGSVGElement | null>;
  caveats: readonly string[];
  chanceNote: string | null;
};

/** The matrix itself, as a picture or in numbers, and what is to be known of it. */
export function GridBody(props: Props) {
  const { title, grid, choice, choose, cursor, onCursor, onOpen, hrefOf, drawing, made, caveats, chanceNote } = props;
  const found = useMemo(() => spanOf(grid), [grid]);
  const span = useMemo<ColourSpan>(() => {
    const [low, high] = choice.stretched && found ? found : grid.range;
    return { low, high, direction: grid.direction };
  }, [grid, found, choice.stretched]);
  const absences = absencesOf(grid);
  const chance = meanChance(grid);
  return (
    <>
      {choice.view === 'MAP' ? (
        <CellGrid
          label={`${title} by ${grid.measure}: ${grid.rowTitle} in rows, ${grid.columnTitle} in columns`}
          {...{ grid, span, cursor, onCursor, onOpen }}
          svgRef={drawing}
        />
      ) : (
        <CellGridTable label={`${title} by ${grid.measure}`} {...{ grid, cursor, onCursor, hrefOf }} />
      )}
      {/* As high as two lines, so that what is below stays where it is while the cursor moves. */}
      <p className="mt-2 min-h-10 text-small text-soft" aria-hidden="true">
        {cursor ? cellWords(grid, cursor) : 'Point at a cell to read it; a click opens its comparison.'}
      </p>
      <ul className="mt-1 flex max-w-[90ch] list-none flex-col gap-1 text-tiny text-faint">
        <li>
          {made}
          {found ? (
            <>
              {' '}
              Values here: {formatValue(found[0])} to {formatValue(found[1])}.
              {choice.view === 'MAP' ? (
                <button
                  type="button"
                  className="ml-1.5 rounded-small text-accent underline"
                  onClick={() => choose({ stretched: !choice.stretched })}
                >
                  {choice.stretched ? 'colours over all that the measure can be' : 'colours over these values alone'}
                </button>
              ) : null}
            </>
          ) : null}
        </li>
        {chance === null ? null : (
          <li>Chance, with the stimuli of one side shuffled, gives {formatValue(chance)} on the mean of the cells.</li>
        )}
        {chanceNote ? <li>{chanceNote}</li> : null}
        {absences.count > 0 ? (
          <li>
            Striped: {absences.count} of {grid.cells.length} cells have no value. {absences.reasons[0]}
            {absences.reasons.length > 1 ? ` (and ${absences.reasons.length - 1} other reasons, at their cells)` : ''}
          </li>
        ) : null}
        {caveats.map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </>
  );
}
