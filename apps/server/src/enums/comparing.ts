import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const Measure = words('PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION');
export type Measure = WordOf<typeof Measure>;
registerEnumType(Measure, {
  name: 'Measure',
  description: 'How alike two units are.',
  valuesConfig: {
    PEARSON: {
      description:
        "Pearson's correlation over all samples, signed: -1 to 1, higher is more alike, 0 is what unrelated units tend to. Baselines: PERMUTATION, ROTATION.",
    },
    SPEARMAN: {
      description:
        "Spearman's rank correlation: Pearson's of each unit's ranks over all samples, equal values sharing their mean rank. -1 to 1, higher is more alike; an increasing function of either unit changes nothing. Baselines: PERMUTATION, ROTATION (of the ranks).",
    },
    MUTUAL_INFORMATION: {
      description:
        "Mutual information in nats, over each unit's silence and nine bins of equal mass, less the bias that independent units have on average: 0 is what unrelated units tend to, and they may fall below; at most the lower of the two entropies (about 2.3 at most), higher is more alike. Finds dependence of any shape, without sign. Baseline: PERMUTATION.",
    },
  },
});

export const MatchRule = words('GREEDY', 'ASSIGNMENT', 'MUTUAL');
export type MatchRule = WordOf<typeof MatchRule>;
registerEnumType(MatchRule, {
  name: 'MatchRule',
  description: 'How partners are chosen.',
  valuesConfig: {
    GREEDY: { description: 'Every left unit takes its best partner; a right unit may be taken by several.' },
    ASSIGNMENT: { description: 'One to one, with the highest total value.' },
    MUTUAL: { description: "Only pairs in which each is the other's best." },
  },
});

export const BaselineKind = words('PERMUTATION', 'ROTATION');
export type BaselineKind = WordOf<typeof BaselineKind>;
registerEnumType(BaselineKind, {
  name: 'BaselineKind',
  description: 'What a match is held against.',
  valuesConfig: {
    PERMUTATION: {
      description:
        'The stimuli of one side are shuffled, each with all its positions: what chance gives. Every measure has it.',
    },
    ROTATION: {
      description:
        "One side's units are mixed by a random rotation: what a shared subspace gives without shared units. Measures that no rotation changes have none, nor has mutual information.",
    },
  },
});

export const MatrixOrder = words('ORIGINAL', 'MATCHED', 'BY_BEST', 'CLUSTERED');
export type MatrixOrder = WordOf<typeof MatrixOrder>;
registerEnumType(MatrixOrder, {
  name: 'MatrixOrder',
  description:
    'In which order rows and columns of a matrix are drawn. The file itself is always in the original order.',
  valuesConfig: {
    ORIGINAL: { description: 'By index.' },
    MATCHED: {
      description: 'Pairs of the ASSIGNMENT on the diagonal, the highest value first; units without partner last.',
    },
    BY_BEST: {
      description: 'Rows and columns each by their own highest value, falling; units without any value last.',
    },
    CLUSTERED: {
      description:
        "Both in the order of the leaves of one tree of all units: `clustering` with what it does by itself, by Pearson's correlation whatever the matrix shows; units without variance last.",
    },
  },
});

export const IncomparableReason = words(
  'PROBE_SET',
  'POSITIONS',
  'NO_LIVE_UNITS',
  'NO_PROBE_SET',
  'NO_LAYER',
  'TOO_LARGE',
);
export type IncomparableReason = WordOf<typeof IncomparableReason>;
registerEnumType(IncomparableReason, {
  name: 'IncomparableReason',
  description: 'Why two layers cannot be compared.',
  valuesConfig: {
    PROBE_SET: { description: 'No probe set serves both networks, or the one asked for does not.' },
    POSITIONS: {
      description: 'Their samples do not pair up: they have different positions. A reduction of MEAN or MAX helps.',
    },
    NO_LIVE_UNITS: { description: 'One of them has no unit that varies.' },
    NO_PROBE_SET: { description: 'There is no probe set that the network can take.' },
    NO_LAYER: { description: 'The other network has no layer of that name.' },
    TOO_LARGE: {
      description: 'What was asked for needs the values of all pairs of units, which are more than this server makes.',
    },
  },
});
