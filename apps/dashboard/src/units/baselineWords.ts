/** What the two numbers of a match's baseline mean, wherever they are shown. */
export const baselineWords = {
  percentile95: "The 95th percentile of this unit's best partner when the samples of one side are shuffled.",
  pValue: 'How often shuffled samples reach this value. With 19 repeats it cannot be less than 0.05.',
} as const;
