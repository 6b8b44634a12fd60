import type { Measure } from '../enums.js';
import type { BaselineChoice, LayerPair } from './layerPair.js';

/** What a value of a whole pair was made from. */
interface Made {
  readonly samples: number;
  readonly leftDimensions: number;
  readonly rightDimensions: number;
  readonly precise: boolean;
}

/** From so many samples a dimension on, fits are taken for what they show. */
const SAMPLES_A_DIMENSION = 10;
/** Fewer repeats cannot show a p-value of 0.05. */
const TELLING_REPEATS = 19;
/** Fewer groups of stimuli leave the ends of an interval to chance. */
const TELLING_GROUPS = 20;

/** Each says what to bear in mind with a value, in one sentence, or nothing where there is nothing of its kind. */
const KINDS: readonly ((pair: LayerPair, made: Made) => readonly string[])[] = [
  (_pair, { samples, leftDimensions, rightDimensions }) => {
    const dimensions = Math.max(leftDimensions, rightDimensions);
    if (dimensions <= samples / SAMPLES_A_DIMENSION) return [];
    return [
      `${dimensions} dimensions on ${samples} samples: with fewer than ${SAMPLES_A_DIMENSION} samples a dimension, ` +
        'measures that fit, and linear CKA, look more alike than they are.',
    ];
  },
  caveatsOfPositions,
  (pair, { samples }) =>
    samples < pair.samples ? [`A subset of ${samples} samples, evenly spaced, of all ${pair.samples} was used.`] : [],
  (_pair, { precise }) =>
    precise ? [] : ['Sums over blocks of 1,024 samples were made in float32: about six digits hold.'],
];

/** What to bear in mind with a value, one sentence each. */
export function caveatsOf(pair: LayerPair, made: Made): string[] {
  return KINDS.flatMap((said) => said(pair, made));
}

/**
 * The same of many values together: of each kind the sentence of the pair with the most dimensions, and of how many pairs it
 * holds where it does not hold of all.
 */
export function caveatsOfAll(all: readonly { readonly pair: LayerPair; readonly made: Made }[]): string[] {
  const dimensions = ({ made }: { readonly made: Made }) => Math.max(made.leftDimensions, made.rightDimensions);
  const largestFirst = [...all].sort((one, other) => dimensions(other) - dimensions(one));
  return KINDS.flatMap((said) => {
    const sentences = largestFirst.flatMap(({ pair, made }) => said(pair, made));
    const [worst] = sentences;
    if (worst === undefined) return [];
    return [
      sentences.length === all.length ? worst : `${worst} This holds of ${sentences.length} of ${all.length} pairs.`,
    ];
  });
}

/** What to bear in mind with the values of matched units. */
export function caveatsOfMatching(pair: LayerPair, measure: Measure, deadRight: number): string[] {
  const { samples } = pair;
  const candidates = (pair.rightRecording.size.units ?? 0) - deadRight;
  const caveats: string[] = [];
  if (candidates > samples / SAMPLES_A_DIMENSION) {
    const chance = measure === 'MUTUAL_INFORMATION' ? '' : `, about ${highestByChance(candidates, samples)} each`;
    caveats.push(
      `${candidates} candidates on ${samples} samples: the best of so many is high by chance alone${chance}. ` +
        'Read it beside the permutation baseline.',
    );
  }
  return [...caveats, ...caveatsOfPositions(pair)];
}

/** What to bear in mind with what was drawn under a baseline. */
export function caveatsOfBaseline(pair: LayerPair, { kind, repeats }: BaselineChoice): string[] {
  const caveats: string[] = [];
  const { count } = pair.probeSet;
  if (kind === 'PERMUTATION' && repeats > count - 1) {
    caveats.push(
      `${count} stimuli can be shifted round by ${count - 1} distances: of ${repeats} repeats some are the same.`,
    );
  }
  if (repeats < TELLING_REPEATS) {
    caveats.push(
      `With ${repeats} repeats the p-value is ${rounded(1 / (repeats + 1))} at the least: ${TELLING_REPEATS} can show 0.05.`,
    );
  }
  return caveats;
}

/** What to bear in mind with an interval, besides what holds of its score. */
export function caveatsOfInterval(pair: LayerPair, groups: number, measure?: Measure): string[] {
  const { count } = pair.probeSet;
  const caveats: string[] = [];
  if (groups < count) {
    caveats.push(
      `The ${count} stimuli were drawn in ${groups} groups of neighbours in the probe set, which stay together: positions ` +
        'of one image, and neighbours of one kind, depend on each other.',
    );
  }
  if (groups < TELLING_GROUPS) caveats.push(`Only ${groups} groups of stimuli could be drawn: the ends are rough.`);
  if (measure === 'SPEARMAN') caveats.push('The ranks are those over all samples, and were held fixed.');
  return caveats;
}

function caveatsOfPositions({ samples, probeSet }: LayerPair): string[] {
  const positions = samples / probeSet.count;
  if (positions <= 1) return [];
  return [
    `The samples are ${positions} positions of each of ${probeSet.count} stimuli: positions of one image ` +
      'are correlated, so that there are fewer independent samples than it seems.',
  ];
}

/** Where the highest of so many correlations of unrelated units lies. */
function highestByChance(candidates: number, samples: number): string {
  return rounded(Math.min(1, Math.sqrt((2 * Math.log(candidates)) / samples)));
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}
