import type { Backend } from '../backends/backend.js';
import type { Store } from '../storage/store.js';
import { BestLists, type BestPartners } from './bestLists.js';
import { screenOn } from './screenedProducts.js';
import { screeningError } from './screeningError.js';
import { SCANNED } from './screeningKernel.js';
import { type SearchedUnits, TileSearch } from './tileSearch.js';
import { type RowFile, readRowFile, type UnitRows } from './unitRows.js';
import { openWorkspace, PRODUCT_ROWS, type StandardisedRows } from './workspace.js';

/** The best partners of the units of two layers, both ways. */
export interface BestMatches {
  /** Partners that each unit has at most. */
  readonly kept: number;
  readonly samples: number;
  /** The left's units, of those that were searched so far. */
  readonly left: BestPartners;
  /** The right's units; null where both are the same layer, whose units are the left's. */
  readonly right: BestPartners | null;
  readonly leftConditions: Uint8Array;
  readonly rightConditions: Uint8Array;
}

/** One step of a search: the units of a band of the left side with all of the right one. */
export interface BandSearch {
  readonly left: UnitRows;
  readonly right: UnitRows;
  /** Whether both are the same layer: each two units are multiplied once, and none is its own partner. */
  readonly itself: boolean;
  readonly kept: number;
  /** Units `first` to `end` of the left, whole files. */
  readonly first: number;
  readonly end: number;
  /** What the bands before it came to. */
  readonly previous: BestMatches | null;
}

/**
 * The best partners of two layers' units by Pearson's correlation, signed, as the matrix of all correlations in float64 would give them, of
 * which nothing is held: products in float32, tile by tile, tell which pairs may be among the best, and those are multiplied again in
 * float64. Ties go to the lower index; units without variance have no partners and are none.
 *
 * Memory: one band (at most 8,192 units or 128 MB, three times over), one tile (at most 1,024 units or 32 MB, three times over), their
 * products (32 MB), and the lists.
 */
export async function searchBand(
  { left, right, itself, kept, first, end, previous }: BandSearch,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<BestMatches> {
  const rowLists = new BestLists(left.units, kept, previous?.left);
  const columnLists = itself ? rowLists : new BestLists(right.units, kept, previous?.right ?? undefined);
  const rowFiles = left.files.filter((file) => file.first >= first && file.end <= end && file.live > 0);
  const tiles = right.files.filter((file) => file.live > 0 && (!itself || file.end > first));
  const band = { place: rowFiles[0]?.place ?? 0, live: rowFiles.reduce((sum, { live }) => sum + live, 0) };
  if (band.live > 0 && tiles.length > 0) {
    const workspace = openWorkspace(left.samples, band.live, Math.max(...tiles.map(({ live }) => live)));
    const screen = await screenOn(backend);
    const search = new TileSearch(workspace, { rows: rowLists, columns: columnLists }, itself);
    const rows = unitsOf(left, band);
    workspace.left.clear();
    for (const file of rowFiles) await addFile(workspace.left, left, file, band.live, store);
    for (const [index, tile] of tiles.entries()) {
      const width = Math.ceil(tile.live / SCANNED) * SCANNED;
      workspace.right.clear();
      await addFile(workspace.right, right, tile, width, store);
      workspace.right.fill(width);
      const columns = unitsOf(right, tile);
      const error = screeningError(left.samples, [workspace.left.norm, workspace.right.norm]);
      for (let row = 0; row < band.live; row += PRODUCT_ROWS) {
        const rowEnd = Math.min(row + PRODUCT_ROWS, band.live);
        const products = await screen({
          left: workspace.left.blocks(row, rowEnd, band.live),
          right: workspace.right.blocks(0, width, width),
          sums: workspace.products,
        });
        const own = { units: rows.units.subarray(row, rowEnd), roots: rows.roots.subarray(row, rowEnd) };
        // Within the band, units of one layer meet each other in both orders.
        const again = itself && tile.first < end;
        search.search({ products, first: row, rows: own, columns, error }, !again);
        await report((index + rowEnd / band.live) / tiles.length);
      }
    }
  }
  return {
    ...{ kept, samples: left.samples, left: rowLists.finish(), right: itself ? null : columnLists.finish() },
    ...{ leftConditions: left.conditions, rightConditions: right.conditions },
  };
}

function unitsOf({ live, roots }: UnitRows, { place, live: count }: Pick<RowFile, 'place' | 'live'>): SearchedUnits {
  return { units: live.subarray(place, place + count), roots: roots.subarray(place, place + count) };
}

async function addFile(side: StandardisedRows, rows: UnitRows, file: RowFile, whole: number, store: Store) {
  const end = file.place + file.live;
  const values = await readRowFile(file, rows, store);
  side.add(values, rows.means.subarray(file.place, end), rows.roots.subarray(file.place, end), whole);
}
