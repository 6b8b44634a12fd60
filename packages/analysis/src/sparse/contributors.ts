/** Along a path of one target, under each penalty the predictors whose weight is not 0, by falling absolute weight. */
export interface Contributors {
  /** Where those of each penalty begin in the lists below; one more than penalties. */
  readonly starts: Int32Array;
  /** Index of each predictor in its layer. */
  readonly units: Int32Array;
  /** In deviations of the target for a deviation of the predictor, signed; never 0. */
  readonly weights: Float64Array;
}

/**
 * @param weights of each penalty in turn, one for each predictor
 * @param predictorUnits index of each predictor in its layer; ties of weights go to the first of them
 */
export function contributorsOf(weights: readonly Float64Array[], predictorUnits: Int32Array): Contributors {
  const places = weights.map((own) =>
    Array.from(own.keys())
      .filter((place) => own[place] !== 0)
      .sort((a, b) => Math.abs(own[b] as number) - Math.abs(own[a] as number) || a - b),
  );
  const starts = new Int32Array(weights.length + 1);
  places.forEach((own, index) => {
    starts[index + 1] = (starts[index] as number) + own.length;
  });
  return {
    starts,
    units: Int32Array.from(places.flat(), (place) => predictorUnits[place] as number),
    weights: Float64Array.from(
      places.flatMap((own, index) => own.map((place) => (weights[index] as Float64Array)[place] as number)),
    ),
  };
}
