import type { Pair, Rule } from '../plots/curve';
import type { Measure } from '../plots/measureLooks';
import type { Compared, ComparedLayer } from './comparisonDocument';
import type { Chance } from './useChance';

/** What every part that shows pairs is given: the pair under the cursor, the one that was opened, and how to say so. */
export interface Linked {
  readonly cursor: Pair | null;
  readonly opened: Pair | null;
  readonly onCursor: (pair: Pair | null) => void;
  readonly onOpen: (pair: Pair) => void;
}

/** What is compared, what makes two units alike, and by which rule they are matched. */
export interface Shared {
  readonly compared: Compared;
  readonly by: Measure;
  readonly chance: Chance;
  readonly rule: Rule;
  readonly left: ComparedLayer;
  readonly right: ComparedLayer;
}

/** A layer in words: `alexnet-1 / conv1`. */
export const titleOf = (layer: ComparedLayer): string => `${layer.network.slug} / ${layer.name}`;

/** Both layers, for names of files. */
export const fileTitle = ({ left, right }: Pick<Shared, 'left' | 'right'>): string =>
  `${left.network.slug} ${left.name} vs ${right.network.slug} ${right.name}`;
