import { type KeyboardEvent, useState } from 'react';
import { type Cell, stepCell } from './cellCursor';
import type { Pair } from './curve';
import { type MeasureLook, spoken } from './measureLooks';
import type { useHeatmapView } from './useHeatmapView';
import type { Extent } from './viewport';

type Options = {
  extent: Extent;
  /** Undefined where a value is not known yet. */
  readValue: (pair: Pair) => number | undefined;
  measure: MeasureLook;
  moving: ReturnType<typeof useHeatmapView>;
  /** Where the first arrow starts from. */
  from: Cell | null;
  cursor: Pair | null;
  partners: Int32Array | null;
  pairOf: (cell: Cell) => Pair;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
  /** What units are called; their numbers where it says nothing. */
  names?: readonly string[] | null | undefined;
};

/** Walking over the cells with the keys, and what is said of the cell that was reached. */
export function useCellKeys(options: Options) {
  const { extent, readValue, measure, moving, from, cursor, partners, pairOf, onCursor, onOpen, names } = options;
  const [reached, setReached] = useState<Pair | null>(null);

  function walkTo(cell: Cell) {
    const pair = pairOf(cell);
    moving.revealCell(cell.row, cell.column);
    onCursor(pair);
    setReached(pair);
  }

  /** Of the cell that was reached; said anew once its value is known. */
  function announced(): string {
    if (!reached) return '';
    const value = readValue(reached);
    const { source, target } = reached;
    const said =
      value === undefined
        ? 'reading the value'
        : Number.isNaN(value)
          ? 'no value, a unit has no variance'
          : spoken(measure, value);
    const matched = partners?.[source] === target ? ', matched' : '';
    return `Unit ${names?.[source] ?? source} with unit ${names?.[target] ?? target}: ${said}${matched}`;
  }

  /** The cell at the cursor stays where it is. */
  function zoomBy(factor: number) {
    const { view } = moving;
    if (from)
      moving.zoomAt(factor, (from.column + 0.5 - view.column) * view.scale, (from.row + 0.5 - view.row) * view.scale);
    else moving.zoomAt(factor);
  }

  /** @returns whether the key was meant for the heatmap. */
  function act(key: string, shift: boolean): boolean {
    const start = from ?? {
      row: Math.max(0, Math.floor(moving.view.row)),
      column: Math.max(0, Math.floor(moving.view.column)),
    };
    const next = stepCell(start, extent, key, shift);
    if (next) walkTo(next);
    else if (key === '+' || key === '=') zoomBy(1.5);
    else if (key === '-') zoomBy(1 / 1.5);
    else if (key === '0') moving.showAll();
    else if (key === 'Escape') onCursor(null);
    else if (key === 'Enter' || key === ' ') cursor && onOpen(cursor);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event.key, event.shiftKey)) event.preventDefault();
  }

  return { announcement: announced(), onKeyDown };
}
