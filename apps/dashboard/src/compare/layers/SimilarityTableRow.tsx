import { Explained } from '../../components/Explained';
import { Skeleton } from '../../components/Skeleton';
import { ComputingNote } from '../../computing/ComputingNote';
import { absent, formatCount, formatValue } from '../../format/numbers';
import { IntervalUnder } from '../IntervalUnder';
import { type Caveat, caveatsOf } from './caveats';
import { BASELINE_COLUMNS, MEASURE_FACTS } from './measureFacts';
import { RangeTrack } from './RangeTrack';
import { SimilarityBaselineCell } from './SimilarityBaselineCell';
import type { SimilarityRow } from './useSimilarities';

type Props = { row: SimilarityRow; caveats: readonly Caveat[]; refetch: () => void; onAsk: () => void };

const cell = 'px-2 py-2 align-top last:pr-0';

/** One similarity in whatever state it is. */
export function SimilarityTableRow({ row, caveats, refetch, onAsk }: Props) {
  const { measure, similarity, baselines, interval, price } = row;
  const { name, meaning, source } = MEASURE_FACTS[measure];
  const columns = 2 + BASELINE_COLUMNS.length + 1;
  return (
    <tr className="border-b border-line/70 last:border-0">
      <th scope="row" className="w-64 min-w-24 py-2 pr-2 text-left align-top font-normal">
        <span className="font-medium">{name}</span>
        {similarity?.__typename === 'Similarity'
          ? caveatsOf(caveats, row).map(({ number, text }) => (
              <sup key={number} className="pl-1 text-tiny">
                <Explained meaning={text}>
                  <span className="sr-only">note </span>
                  {number}
                </Explained>
              </sup>
            ))
          : null}
        <span className="block text-tiny text-faint max-sm:sr-only" title={source}>
          {meaning}
          {similarity?.__typename === 'Similarity' && !similarity.symmetric ? '; not the same from the right' : ''}
        </span>
      </th>
      {similarity?.__typename === 'Similarity' ? (
        <>
          <td className={`${cell} w-24 text-right font-semibold tabular-nums`}>
            {formatValue(similarity.value)}
            <IntervalUnder interval={interval} />
          </td>
          <td className={cell}>
            <RangeTrack similarity={similarity} baselines={baselines} />
          </td>
          {BASELINE_COLUMNS.map((kind) => (
            <td key={kind} className={`${cell} w-44 text-right whitespace-nowrap tabular-nums`}>
              {kind === 'ROTATION' && price !== null ? (
                <span className="text-faint">{absent}</span>
              ) : (
                <SimilarityBaselineCell baseline={baselines[kind]} price={price} onAsk={onAsk} />
              )}
            </td>
          ))}
          <td className={`${cell} w-36 text-right text-tiny whitespace-nowrap text-faint tabular-nums`}>
            {formatCount(similarity.dimensionsLeft)} × {formatCount(similarity.dimensionsRight)} dimensions
            <span className="block">{formatCount(similarity.samples)} samples</span>
          </td>
        </>
      ) : (
        <td colSpan={columns} className={cell}>
          {similarity === undefined ? (
            <Skeleton className="h-8 w-full" />
          ) : similarity.__typename === 'Computation' ? (
            <ComputingNote computation={similarity} refetch={refetch} compact />
          ) : (
            <span className="text-small text-soft">{similarity.message}</span>
          )}
        </td>
      )}
    </tr>
  );
}
