/** What the prediction of a layer shows, as the address says it; null where it says nothing. */
export interface PredictionChoice {
  /** Any positive number: the nearest penalty of the path is meant. */
  readonly penalty: number | null;
  /** Index of the right unit whose predictors are shown. */
  readonly predicted: number | null;
}

export function readPredictionChoice(params: { get(key: string): string | null }): PredictionChoice {
  const penalty = Number(params.get('penalty') ?? Number.NaN);
  const predicted = params.get('predicted') ?? '';
  return {
    penalty: penalty > 0 && Number.isFinite(penalty) ? penalty : null,
    predicted: /^\d{1,9}$/.test(predicted) ? Number(predicted) : null,
  };
}
