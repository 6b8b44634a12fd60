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
  'permuted_mean',
  'permuted_best_5_percent',
  'permuted_p',
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
    rows.map(({ measure, similarity, baselines }) => {
      const value = similarity?.__typename === 'Similarity' ? similarity : null;
      const permuted = baselines.PERMUTATION?.__typename === 'SimilarityBaseline' ? baselines.PERMUTATION : null;
      const refusal = similarity?.__typename === 'Unavailable' ? similarity.message : null;
      return {
        measure,
        name: MEASURE_FACTS[measure].name,
        value: value?.value ?? null,
        lowest: value?.range[0] ?? null,
        highest: value?.range[1] ?? null,
        direction: value?.direction ?? null,
        symmetric: value?.symmetric ?? null,
        permuted_mean: permuted?.mean ?? null,
        permuted_best_5_percent: permuted?.best5Percent ?? null,
        permuted_p: permuted?.pValue ?? null,
        repeats: permuted?.repeats ?? null,
        samples: value?.samples ?? null,
        dimensions_left: value?.dimensionsLeft ?? null,
        dimensions_right: value?.dimensionsRight ?? null,
        note: value?.caveats.join(' ') ?? refusal,
      };
    }),
  );
}
