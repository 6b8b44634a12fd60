/** Mutual information in nats of two Gaussian units with this correlation: the least that such a correlation comes with among them. */
export const gaussianInformation = (correlation: number): number => -0.5 * Math.log1p(-(correlation ** 2));

/**
 * The correlation, 0..1, that two Gaussian units with so much mutual information would have: the informational coefficient of
 * correlation (Linfoot 1957). Information below zero, which is noise about zero, counts as none.
 */
export const informationalCorrelation = (nats: number): number => Math.sqrt(-Math.expm1(-2 * Math.max(0, nats)));
