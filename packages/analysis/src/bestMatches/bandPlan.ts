import { GROUP } from './screeningKernel.js';

/** How the units of two layers are cut for the search of best partners. */
export interface BandPlan {
  /** Units of one file of rows, and of one tile of the right side. */
  readonly tileUnits: number;
  /** Units of the left side that are held at once, a whole number of tiles; what is lost when the search is killed. */
  readonly bandUnits: number;
}

/** Most units of a tile and of a band. */
const MOST = { tileUnits: 1024, bandUnits: 8192 } as const;
/** Bytes of float32 values of a tile and of a band, where even that many are too many. In float64 they take twice as much beside them. */
const BYTES = { tile: 2 ** 25, band: 2 ** 27 } as const;

/** Samples, filled up to whole groups. */
export function paddedSamples(samples: number): number {
  return Math.ceil(samples / GROUP) * GROUP;
}

/** Follows from the samples alone, so that the same search has the same bands on every machine. */
export function bandPlanOf(samples: number): BandPlan {
  const row = 4 * paddedSamples(samples);
  const fitting = Math.max(1, Math.min(MOST.tileUnits, Math.floor(BYTES.tile / row)));
  const tileUnits = 2 ** Math.floor(Math.log2(fitting));
  const tiles = Math.max(1, Math.min(Math.floor(BYTES.band / row), MOST.bandUnits) / tileUnits);
  return { tileUnits, bandUnits: tileUnits * Math.floor(tiles) };
}
