import type { BoxSummary } from './levels';
import type { NpyArray } from './npy';
import type { Span } from './tiledMatrix';

export interface Tile {
  readonly rows: number;
  readonly columns: number;
  readonly values: NpyArray['values'];
}

/** Cells along the side of a tile. */
const SIDE = 256;
/** Tiles that are kept: 64 MB. */
const MOST = 256;

/**
 * The tiles of a large matrix in one order that have come so far. Those for a view are fetched when they are wanted, the coarsest,
 * which is all of the matrix, first.
 */
export class Tiles {
  readonly side = SIDE;
  /** The level that is in one tile. */
  readonly coarsest: number;
  /** Counts tiles that came: what was drawn before is to be drawn anew. */
  version = 0;
  /** Whether a cell of no live unit has come. */
  dead = false;
  private readonly tiles = new Map<string, Tile | 'asked'>();
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly summary: BoxSummary,
    /** Gets one: `level/row/column`. */
    private readonly fetchTile: (name: string) => Promise<Tile>,
    private readonly onFailure: (error: Error) => void,
  ) {
    this.coarsest = Math.max(0, Math.ceil(Math.log2(Math.max(rows, columns, 1) / SIDE)));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether there is something to draw. */
  get begun(): boolean {
    return this.version > 0;
  }

  /** Asks for the tiles of a span that are not there, and for the one that stands for all meanwhile. */
  want(span: Span): void {
    this.ask(`${this.coarsest}/0/0`);
    for (const { row, column } of this.under(span)) this.ask(`${span.level}/${row}/${column}`);
  }

  /** Places of the tiles under a span. */
  under({ top, left, bottom, right }: Span): { row: number; column: number }[] {
    const places: { row: number; column: number }[] = [];
    for (let row = Math.floor(top / SIDE); row * SIDE < bottom; row++)
      for (let column = Math.floor(left / SIDE); column * SIDE < right; column++) places.push({ row, column });
    return places;
  }

  /** The tile at a place of a level, or the finest coarser one that covers it. */
  nearest(level: number, row: number, column: number): { tile: Tile; level: number } | null {
    for (let at = level; at <= this.coarsest; at++) {
      const tile = this.tiles.get(`${at}/${row >> (at - level)}/${column >> (at - level)}`);
      if (tile && tile !== 'asked') return { tile, level: at };
    }
    return null;
  }

  private ask(name: string): void {
    const known = this.tiles.get(name);
    if (known) {
      // At the end of the order: it was wanted last.
      this.tiles.delete(name);
      this.tiles.set(name, known);
      return;
    }
    this.tiles.set(name, 'asked');
    this.fetchTile(name).then(
      (tile) => this.take(name, tile),
      (error: Error) => {
        // Asked for again when it is wanted again.
        this.tiles.delete(name);
        this.onFailure(error);
      },
    );
  }

  private take(name: string, tile: Tile): void {
    this.tiles.set(name, tile);
    this.dead ||= tile.values.some(Number.isNaN);
    for (const other of [...this.tiles.keys()]) {
      if (this.tiles.size <= MOST) break;
      if (!other.startsWith(`${this.coarsest}/`) && other !== name) this.tiles.delete(other);
    }
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
