'use client';

import { useMemo, useState } from 'react';
import type { ComputationState } from '../../computing/computationFields';
import { findComputations } from '../../computing/findComputations';
import { readableError } from '../../computing/readableError';
import { type Result, useResult } from '../../computing/useResult';
import type { ResultOf } from '../../graphql/graphql';
import type { BaselineKind } from '../../plots/curve';
import type { Compared } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { isCheap } from '../isCheap';
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
import {
  type IntervalField,
  type SimilarityIntervalField,
  similarityIntervalsDocument,
} from './similarityIntervalsDocument';

/** The measures that compare samples with samples. */
const SAMPLED = ['CKA_RBF', 'RSA', 'MUTUAL_KNN'] as const satisfies readonly SimilarityMeasure[];

/** One line of the table, as far as it is known. */
export interface SimilarityRow {
  readonly measure: SimilarityMeasure;
  /** Undefined until there is an answer. */
  readonly similarity: SimilarityField | undefined;
  readonly baselines: { readonly [Kind in BaselineKind]?: SimilarityBaselineField | undefined };
  readonly interval: IntervalField | undefined;
  /** Seconds that its baseline takes, where that waits for the reader to ask; else null. */
  readonly price: number | null;
}

export interface Similarities {
  readonly rows: readonly SimilarityRow[];
  /** Asks for the baseline of a row that has a price. */
  readonly ask: (measure: SimilarityMeasure) => void;
  /** What is computing now, and asks again. */
  readonly pending: readonly { readonly computation: ComputationState; readonly refetch: () => void }[];
  /** What kept a query from being answered. */
  readonly failures: readonly { readonly message: string; readonly refetch: () => void }[];
}

/**
 * All similarities of two layers, each as soon as it is there. Cheap ones are asked for first, then those that compare samples with
 * samples, then what chance gives and how far samples let them vary, so that what takes long keeps nobody from reading the rest.
 */
export function useSimilarities(compared: Compared): Similarities {
  const values = useResult({ query: similaritiesDocument, variables: compared });
  const sampled = useResult({ query: sampleSimilaritiesDocument, variables: compared, pause: !isSettled(values) });
  const baselines = useResult({ query: similarityBaselinesDocument, variables: compared, pause: !isSettled(sampled) });
  const intervals = useResult({
    query: similarityIntervalsDocument,
    variables: compared,
    pause: !isSettled(baselines),
  });
  const [asked, setAsked] = useState<readonly SimilarityMeasure[]>([]);
  const prices = pricesOf(sampled.data);
  const wanted = wantedOf(prices, asked);
  const sampledBaselines = useResult({
    query: sampleSimilarityBaselinesDocument,
    variables: { ...compared, ...wanted },
    pause: !isSettled(intervals) || !Object.values(wanted).includes(true),
  });
  const rows = useMemo((): Omit<SimilarityRow, 'price'>[] => {
    const found = { ...fieldsOf(values.data), ...fieldsOf(sampled.data) } as Fields<SimilarityField>;
    const chance = {
      ...fieldsOf(baselines.data),
      ...fieldsOf(sampledBaselines.data),
    } as Fields<SimilarityBaselinesField>;
    const spans = fieldsOf(intervals.data) as Fields<SimilarityIntervalField>;
    return similarityMeasures.map((measure) => {
      const [field, span] = [chance[measure], spans[measure]];
      return {
        measure,
        similarity: found[measure],
        baselines:
          field?.__typename === 'Similarity' ? { ROTATION: field.rotation, PERMUTATION: field.permutation } : {},
        interval: span?.__typename === 'Similarity' ? span.interval : undefined,
      };
    });
  }, [values.data, sampled.data, baselines.data, intervals.data, sampledBaselines.data]);
  const results: readonly Result<unknown>[] = [values, sampled, baselines, intervals, sampledBaselines];
  return {
    rows: rows.map((row) => ({ ...row, price: priceOf(row.measure, prices, asked) })),
    ask: (measure) => setAsked((before) => [...before, measure]),
    pending: results.flatMap(({ data, refetch }) =>
      findComputations(data).map((computation) => ({ computation, refetch })),
    ),
    failures: results.flatMap(({ error, refetch }) => (error ? [{ message: readableError(error), refetch }] : [])),
  };
}

type Fields<Field> = { readonly [Measure in SimilarityMeasure]?: Field };

type Sampled = (typeof SAMPLED)[number];
type Prices = { readonly [Measure in Sampled]: number | null };

/** Seconds that each baseline takes which compares samples with samples; null while that is not known. */
function pricesOf(data: ResultOf<typeof sampleSimilaritiesDocument> | undefined): Prices {
  const fields = data && comparisonIn(data);
  const price = (measure: Sampled) => {
    const field = fields?.[measure];
    return field?.__typename === 'Similarity' ? (field.baselineEstimate?.seconds ?? 0) : null;
  };
  return { CKA_RBF: price('CKA_RBF'), RSA: price('RSA'), MUTUAL_KNN: price('MUTUAL_KNN') };
}

const isWanted = (price: number | null, wasAsked: boolean) => price !== null && (wasAsked || isCheap(price));

function wantedOf(prices: Prices, asked: readonly SimilarityMeasure[]) {
  const wanted = (measure: Sampled) => isWanted(prices[measure], asked.includes(measure));
  return { CKA_RBF: wanted('CKA_RBF'), RSA: wanted('RSA'), MUTUAL_KNN: wanted('MUTUAL_KNN') };
}

function priceOf(measure: SimilarityMeasure, prices: Prices, asked: readonly SimilarityMeasure[]): number | null {
  const sampled = SAMPLED.find((each) => each === measure);
  if (sampled === undefined || isWanted(prices[sampled], asked.includes(sampled))) return null;
  return prices[sampled];
}

/** The fields that an answer has so far, by measure. */
function fieldsOf(data: { compare: { __typename: string } } | undefined): object {
  return (data && comparisonIn(data)) ?? {};
}

/** Whether all is there that will be: nothing is waited for any more. */
function isSettled({ data, error }: Result<unknown>): boolean {
  if (data === undefined) return error !== undefined;
  return findComputations(data).every(({ state }) => state === 'FAILED' || state === 'CANCELLED');
}
