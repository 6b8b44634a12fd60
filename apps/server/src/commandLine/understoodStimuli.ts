import { tableOf } from './table.js';
import { bytesInWords, counted } from './words.js';

/** What the server understood of a file of stimuli. */
export interface UnderstoodStimuli {
  readonly source: string | null;
  readonly count: number;
  /** Extents of one; null where images have several sizes. */
  readonly shape: readonly number[] | null;
  readonly sizes?: {
    readonly count: number;
    readonly smallest: readonly number[];
    readonly largest: readonly number[];
  } | null;
  readonly bytes?: number;
  readonly classCount?: number;
  readonly classes: readonly (string | { readonly name: string; readonly count: number })[];
  readonly notes: readonly string[];
}

/** Classes that are named; of more, only these. */
const MOST_NAMED = 12;

/** The same for people, with a warning where images must be made one size. */
export function linesOfStimuli({
  source,
  count,
  shape,
  sizes,
  bytes,
  classCount = 0,
  classes,
  notes,
}: UnderstoodStimuli): string[] {
  const named = classes
    .slice(0, MOST_NAMED)
    .map((each) => (typeof each === 'string' ? each : `${each.name} (${each.count})`));
  const more = classCount > named.length ? `, and ${classCount - named.length} more` : '';
  const what = source === 'IMAGES' ? 'image' : source === 'TEXT' ? 'line' : source === 'TABLE' ? 'row' : null;
  const stimuli = what === null ? counted(count, 'stimulus', 'stimuli') : counted(count, what);
  const extents = (sides: readonly number[]): string => sides.join(' x ');
  return [
    ...tableOf(
      [
        ['Stimuli', `${stimuli}${shape === null ? '' : `, each ${extents(shape)}`}`],
        ...(bytes === undefined ? [] : [['Size', bytesInWords(bytes)]]),
        ['Classes', classCount === 0 ? 'none' : `${named.join(', ')}${more}`],
        ...notes.map((note, place) => [place === 0 ? 'Notes' : '', note]),
      ],
      '  ',
    ),
    ...(shape === null && sizes
      ? [
          `  Images have ${sizes.count} sizes, from ${extents(sizes.smallest)} to ${extents(sizes.largest)}. Say by --resize what to make of them.`,
        ]
      : []),
  ];
}
