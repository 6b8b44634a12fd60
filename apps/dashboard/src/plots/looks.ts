import type { BaselineKind, Rule } from './curve';

/** How a rule or a baseline is drawn and called, the same in every plot. */
export interface Look {
  readonly name: string;
  /** Said once, where there is room. */
  readonly meaning: string;
  readonly colour: string;
  /** Dashes tell lines apart without colour. */
  readonly dash: string | undefined;
}

export const RULE_LOOKS: Record<Rule, Look> = {
  GREEDY: {
    name: 'Greedy',
    meaning: 'each unit’s best partner, with replacement',
    colour: 'var(--greedy)',
    dash: '5 2.5',
  },
  ASSIGNMENT: {
    name: 'Assignment',
    meaning: 'one-to-one, the largest total',
    colour: 'var(--assignment)',
    dash: undefined,
  },
  MUTUAL: { name: 'Mutual', meaning: 'each other’s best partner', colour: 'var(--mutual)', dash: '1.5 2.5' },
};

export const BASELINE_LOOKS: Record<BaselineKind, Look> = {
  PERMUTATION: {
    name: 'Permuted',
    meaning: 'the samples of one side shuffled: what chance gives',
    colour: 'var(--baseline)',
    dash: undefined,
  },
  ROTATION: {
    name: 'Rotated',
    meaning: 'the units of one side mixed by a random rotation: a shared space without shared axes',
    colour: 'color-mix(in srgb, var(--series-4) 55%, var(--baseline))',
    dash: undefined,
  },
};
