import type { Example } from './example';
import { ofFamilies } from './examples/ofFamilies';
import { ofPairs } from './examples/ofPairs';
import { ofService } from './examples/ofService';
import { ofStructure } from './examples/ofStructure';
import { ofUnits } from './examples/ofUnits';
import { ofWholes } from './examples/ofWholes';

/** All questions to begin with, in the order of the list. */
export const examples: readonly Example[] = [
  ...ofUnits,
  ...ofPairs,
  ...ofStructure,
  ...ofWholes,
  ...ofFamilies,
  ...ofService,
];
