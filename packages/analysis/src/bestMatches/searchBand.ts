import type { Backend } from '../backends/backend.js';
import type { Store } from '../storage/store.js';
import { BestLists, type BestPartners } from './bestLists.js';
import { type Screen, screenOn } from './screenedProducts.js';
import { screeningError } from './screeningError.js';
import { SCANNED } from './screeningKernel.js';
import { type SearchedUnits, TileSearch } from './tileSearch.js';
import { type RowFile, readRowFile, type UnitRows } from './unitRows.js';
import { leaveWorkspace, openWorkspace, PRODUCT_ROWS, type StandardisedRows } from './workspace.js';

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
 * products (32 MB), and the lists. Nearly all of the time is that of the products, unless very many partners of a unit are as good as the last
 * one kept, to within the bound, as where units are active on one sample alone: each of these is multiplied again.
 */
export async function searchBand(
  band: BandSearch,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<BestMatches> {
  const { left, right, itself, kept, previous } = band;
  const rows = new BestLists(left.units, kept, previous?.left);
  const columns = itself ? rows : new BestLists(right.units, kept, previous?.right ?? undefined);
  const rowFiles = left.files.filter((file) => file.first >= band.first && file.end <= band.end && file.live > 0);
  const tiles = right.files.filter((file) => file.live > 0 && (!itself || file.end > band.first));
  const live = rowFiles.reduce((sum, file) => sum + file.live, 0);
  if (live > 0 && tiles.length > 0) {
    const workspace = openWorkspace(left.samples, live, Math.max(...tiles.map((tile) => tile.live)));
    const search = new TileSearch(workspace, { rows, columns }, itself);
    workspace.left.clear();
    for (const file of rowFiles) {
      await addFile(workspace.left, left, file, live, store);
      await report(0);
    }
    const units = unitsOf(left, { place: (rowFiles[0] as RowFile).place, live });
    const screen = await screenOn(backend);
    for (const [index, tile] of tiles.entries())
      await searchTile(search, screen, { band, units, tile, store }, (fraction) =>
        report((index + fraction) / tiles.length),
      );
    leaveWorkspace(workspace);
  }
  return {
    ...{ kept, samples: left.samples, left: rows.finish(), right: itself ? null : columns.finish() },
    ...{ leftConditions: left.conditions, rightConditions: right.conditions },
  };
}

interface Tile {
  readonly band: BandSearch;
  /** Those of the band. */
  readonly units: SearchedUnits;
  readonly tile: RowFile;
  readonly store: Store;
}

/** All units of the band with those of a tile. */
async function searchTile(
  search: TileSearch,
  screen: Screen,
  { band: { right, itself, end }, units, tile, store }: Tile,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const { workspace } = search;
  const live = units.units.length;
  const width = Math.ceil(tile.live / SCANNED) * SCANNED;
  workspace.right.clear();
  await addFile(workspace.right, right, tile, width, store);
  workspace.right.fill(width);
  const error = screeningError(workspace.samples, [workspace.left.norm, workspace.right.norm]);
  for (let first = 0; first < live; first += PRODUCT_ROWS) {
    const last = Math.min(first + PRODUCT_ROWS, live);
    const products = await screen({
      left: workspace.left.blocks(first, last, live),
      right: workspace.right.blocks(0, width, width),
      sums: workspace.products,
    });
    const rows = { units: units.units.subarray(first, last), roots: units.roots.subarray(first, last) };
    // Within the band, units of one layer meet each other in both orders.
    const bothWays = !itself || tile.first >= end;
    search.search({ products, first, rows, columns: unitsOf(right, tile), error }, bothWays);
    await report(last / live);
  }
}

function unitsOf({ live, roots }: UnitRows, { place, live: count }: Pick<RowFile, 'place' | 'live'>): SearchedUnits {
  return { units: live.subarray(place, place + count), roots: roots.subarray(place, place + count) };
}

async function addFile(side: StandardisedRows, rows: UnitRows, file: RowFile, whole: number, store: Store) {
  const end = file.place + file.live;
  const values = await readRowFile(file, rows, store);
  side.add(values, rows.means.subarray(file.place, end), rows.roots.subarray(file.place, end), whole);
}
