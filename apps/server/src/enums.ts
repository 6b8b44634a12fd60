/** The words of the graph that are one of a few, by subject. */
export * from './enums/clusters.js';
export * from './enums/comparing.js';
export * from './enums/networks.js';
export * from './enums/progress.js';
export * from './enums/similarities.js';
export * from './enums/units.js';
export * from './enums/words.js';
