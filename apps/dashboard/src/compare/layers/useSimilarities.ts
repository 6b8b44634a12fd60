'use client';

import { useMemo } from 'react';
import type { ComputationState } from '../../computing/computationFields';
import { findComputations } from '../../computing/findComputations';
import { readableError } from '../../computing/readableError';
import { type Result, useResult } from '../../computing/useResult';
import type { BaselineKind } from '../../plots/curve';
import type { Compared } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { similarityMeasures } from './measureFacts';
import {
  type SimilarityBaselineField,
  type SimilarityBaselinesField,
  sampleSimilarityBaselinesDocument,
  similarityBaselinesDocument,
} from './similarityBaselinesDocument';
import {
  type SimilarityField,
  type SimilarityMeasure,
  sampleSimilaritiesDocument,
  similaritiesDocument,
} from './similarityDocument';

/** One line of the table, as far as it is known. */
export interface SimilarityRow {
  readonly measure: SimilarityMeasure;
  /** Undefined until there is an answer. */
  readonly similarity: SimilarityField | undefined;
  readonly baselines: { readonly [Kind in BaselineKind]?: SimilarityBaselineField | undefined };
}

export interface Similarities {
  readonly rows: readonly SimilarityRow[];
  /** What is computing now, and asks again. */
  readonly pending: readonly { readonly computation: ComputationState; readonly refetch: () => void }[];
  /** What kept a query from being answered. */
  readonly failures: readonly { readonly message: string; readonly refetch: () => void }[];
}

/**
 * All similarities of two layers, each as soon as it is there. Cheap ones are asked for first, then those that compare samples with
 * samples, then what chance gives, so that what takes long keeps nobody from reading the rest.
 */
export function useSimilarities(compared: Compared): Similarities {
  const values = useResult({ query: similaritiesDocument, variables: compared });
  const sampled = useResult({ query: sampleSimilaritiesDocument, variables: compared, pause: !isSettled(values) });
  const baselines = useResult({ query: similarityBaselinesDocument, variables: compared, pause: !isSettled(sampled) });
  const sampledBaselines = useResult({
    query: sampleSimilarityBaselinesDocument,
    variables: compared,
    pause: !isSettled(baselines),
  });
  const rows = useMemo(() => {
    const found = { ...fieldsOf(values.data), ...fieldsOf(sampled.data) } as Fields<SimilarityField>;
    const chance = {
      ...fieldsOf(baselines.data),
      ...fieldsOf(sampledBaselines.data),
    } as Fields<SimilarityBaselinesField>;
    return similarityMeasures.map((measure) => {
      const field = chance[measure];
      return {
        measure,
        similarity: found[measure],
        baselines: field?.__typename === 'Similarity' ? { PERMUTATION: field.permutation } : {},
      };
    });
  }, [values.data, sampled.data, baselines.data, sampledBaselines.data]);
  const results: readonly Result<unknown>[] = [values, sampled, baselines, sampledBaselines];
  return {
    rows,
    pending: results.flatMap(({ data, refetch }) =>
      findComputations(data).map((computation) => ({ computation, refetch })),
    ),
    failures: results.flatMap(({ error, refetch }) => (error ? [{ message: readableError(error), refetch }] : [])),
  };
}

type Fields<Field> = { readonly [Measure in SimilarityMeasure]?: Field };

/** The fields that an answer has so far, by measure. */
function fieldsOf(data: { compare: { __typename: string } } | undefined): object {
  return (data && comparisonIn(data)) ?? {};
}

/** Whether all is there that will be: nothing is waited for any more. */
function isSettled({ data, error }: Result<unknown>): boolean {
  if (data === undefined) return error !== undefined;
  return findComputations(data).every(({ state }) => state === 'FAILED' || state === 'CANCELLED');
}
