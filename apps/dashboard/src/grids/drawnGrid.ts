import { MEASURE_FACTS } from '../compare/layers/measureFacts';
import type { CellGridData, GridCell, GridThing } from '../plots/cellGrid';
import type { GridBaseline, GridCells } from './gridFields';

interface Axes {
  readonly rows: readonly GridThing[];
  readonly columns: readonly GridThing[];
  readonly rowTitle: string;
  readonly columnTitle: string;
}

/** An answer as it is drawn: each cell in the state that it is in. */
export function drawnGrid(axes: Axes, cells: GridCells, baseline: GridBaseline | null): CellGridData {
  const width = axes.columns.length;
  const reasons = new Map(cells.absent.map(({ row, column, message }) => [row * width + column, message]));
  const chance = baseline?.__typename === 'SimilarityGridBaseline' ? baseline : null;
  const cellAt = (place: number): GridCell => {
    const value = cells.values[place] ?? null;
    if (value !== null) {
      return {
        state: 'VALUE',
        value,
        chance: chance?.means[place] ?? null,
        pValue: chance?.pValues[place] ?? null,
      };
    }
    const message = reasons.get(place);
    if (message !== undefined) return { state: 'ABSENT', message };
    const [row, column] = [Math.floor(place / width), place % width];
    // Only networks against networks leave these out, and these have one axis.
    if (axes.rows === axes.columns && row === column) return { state: 'SELF' };
    return { state: 'PENDING' };
  };
  return {
    ...axes,
    cells: Array.from({ length: axes.rows.length * width }, (_, place) => cellAt(place)),
    measure: MEASURE_FACTS[cells.measure].name,
    range: [cells.range[0] ?? 0, cells.range[1] ?? 1],
    direction: cells.direction,
  };
}
