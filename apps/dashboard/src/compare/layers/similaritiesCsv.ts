import { toCsv } from '../../plots/csv';
import { MEASURE_FACTS } from './measureFacts';
import type { SimilarityRow } from './useSimilarities';

const columns = [
  'measure',
  'name',
  'value',
  'lowest',
  'highest',
  'direction',
  'symmetric',
  'interval_low',
  'interval_high',
  'interval_share',
  'permuted_mean',
  'permuted_best_5_percent',
  'permuted_p',
  'rotated_mean',
  'rotated_best_5_percent',
  'rotated_p',
  'repeats',
  'samples',
  'dimensions_left',
  'dimensions_right',
  'note',
] as const;

/** The table as it is so far; what has no value has the reason as its note. */
export function similaritiesCsv(rows: readonly SimilarityRow[]): string {
  return toCsv(
    columns,
    rows.map(({ measure, similarity, baselines, interval }) => {
      const value = similarity?.__typename === 'Similarity' ? similarity : null;
      const permuted = baselines.PERMUTATION?.__typename === 'SimilarityBaseline' ? baselines.PERMUTATION : null;
      const rotated = baselines.ROTATION?.__typename === 'SimilarityBaseline' ? baselines.ROTATION : null;
      const span = interval?.__typename === 'Interval' ? interval : null;
      const refusal = similarity?.__typename === 'Unavailable' ? similarity.message : null;
      return {
        measure,
        name: MEASURE_FACTS[measure].name,
        value: value?.value ?? null,
        lowest: value?.range[0] ?? null,
        highest: value?.range[1] ?? null,
        direction: value?.direction ?? null,
        symmetric: value?.symmetric ?? null,
        interval_low: span?.low ?? null,
        interval_high: span?.high ?? null,
        interval_share: span?.share ?? null,
        permuted_mean: permuted?.mean ?? null,
        permuted_best_5_percent: permuted?.best5Percent ?? null,
        permuted_p: permuted?.pValue ?? null,
        rotated_mean: rotated?.mean ?? null,
        rotated_best_5_percent: rotated?.best5Percent ?? null,
        rotated_p: rotated?.pValue ?? null,
        repeats: permuted?.repeats ?? null,
        samples: value?.samples ?? null,
        dimensions_left: value?.dimensionsLeft ?? null,
        dimensions_right: value?.dimensionsRight ?? null,
        note: value?.caveats.join(' ') ?? refusal,
      };
    }),
  );
}
