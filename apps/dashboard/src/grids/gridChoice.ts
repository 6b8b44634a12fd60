import type { SimilarityMeasure } from '../compare/layers/similarityDocument';
import { measureNamed } from './measures';

export type GridView = 'MAP' | 'TABLE';

/** What one matrix shows, as the address says it under names that begin with the matrix's own. */
export interface GridChoice {
  /** The measure; null while nobody has asked for the matrix, so that nothing of it is computed. */
  readonly by: SimilarityMeasure | null;
  readonly view: GridView;
  /** Whether what chance gives is asked for, too. */
  readonly chance: boolean;
  /** Whether colours span the values that there are, in place of all that there can be. */
  readonly stretched: boolean;
}

/** @param prefix such as `networks`: its keys are `networksBy`, `networksAs`, ... */
export function readGridChoice(params: { get(key: string): string | null }, prefix: string): GridChoice {
  const by = params.get(`${prefix}By`);
  return {
    // Who asks for a measure that there is not gets the usual one.
    by: by === null ? null : measureNamed(by),
    view: params.get(`${prefix}As`) === 'TABLE' ? 'TABLE' : 'MAP',
    chance: params.get(`${prefix}Chance`) === 'yes',
    stretched: params.get(`${prefix}Colours`) === 'stretched',
  };
}

/** The keys of the address that a change sets; what is usual is left out. */
export function writeGridChoice(change: Partial<GridChoice>, prefix: string): Record<string, string | null> {
  const written: Record<string, string | null> = {};
  if (change.by !== undefined) written[`${prefix}By`] = change.by;
  if (change.view !== undefined) written[`${prefix}As`] = change.view === 'MAP' ? null : change.view;
  if (change.chance !== undefined) written[`${prefix}Chance`] = change.chance ? 'yes' : null;
  if (change.stretched !== undefined) written[`${prefix}Colours`] = change.stretched ? 'stretched' : null;
  return written;
}
