import { ComputingNote } from '../../computing/ComputingNote';
import { BASELINE_LOOKS } from '../../plots/looks';
import { ScrollBox } from '../../plots/ScrollBox';
import { type Caveat, collectCaveats } from './caveats';
import { BASELINE_COLUMNS, MEASURE_GROUPS } from './measureFacts';
import { SimilarityTableRow } from './SimilarityTableRow';
import type { Similarities } from './useSimilarities';

const head = 'px-2 pb-1.5 text-tiny font-medium whitespace-nowrap text-faint first:pl-0 last:pr-0';

/** Every similarity, grouped by what may be done to a layer without changing it. */
export function SimilarityTable({ rows, ask, pending }: Similarities) {
  const caveats = collectCaveats(rows);
  const next = pending.find(({ computation }) => computation.state === 'RUNNING') ?? pending[0];
  const refetch = () => {
    for (const each of pending) each.refetch();
  };
  return (
    <>
      <ScrollBox label="Similarities of whole layers">
        <table className="w-full border-collapse text-small">
          <caption className="sr-only">Similarities of whole layers, beside what chance gives</caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={`${head} text-left`}>
                Measure
              </th>
              <th scope="col" className={`${head} text-right`}>
                Value
              </th>
              <th scope="col" className={`${head} text-left`}>
                On its range <span className="block sm:hidden">… = more alike</span>
              </th>
              {BASELINE_COLUMNS.map((kind) => (
                <th key={kind} scope="col" className={`${head} text-right`} title={BASELINE_LOOKS[kind].meaning}>
                  {BASELINE_LOOKS[kind].name}
                </th>
              ))}
              <th scope="col" className={`${head} text-right`}>
                Used
              </th>
            </tr>
          </thead>
          {MEASURE_GROUPS.map(({ title, meaning, measures }) => (
            <tbody key={title}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={4 + BASELINE_COLUMNS.length}
                  className="border-b border-line bg-sunken px-2 py-1 text-left text-small font-medium"
                >
                  {title} <span className="font-normal text-faint max-sm:hidden">{meaning}</span>
                </th>
              </tr>
              {rows
                .filter(({ measure }) => measures.includes(measure))
                .map((row) => (
                  <SimilarityTableRow
                    key={row.measure}
                    row={row}
                    caveats={caveats}
                    refetch={refetch}
                    onAsk={() => ask(row.measure)}
                  />
                ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
      {next ? <ComputingNote computation={next.computation} refetch={next.refetch} /> : null}
      {rows.some(({ baselines }) => baselines.ROTATION?.__typename === 'Unavailable') ? (
        <p className="mt-2 text-small text-faint">
          Rotated, none: no rotation changes the measure, so that there is nothing to hold it against.
        </p>
      ) : null}
      <CaveatList caveats={caveats} />
    </>
  );
}

function CaveatList({ caveats }: { caveats: readonly Caveat[] }) {
  if (caveats.length === 0) return null;
  return (
    <section aria-label="To bear in mind" className="mt-4">
      <h3 className="mb-1 text-small font-medium">To bear in mind</h3>
      <ol className="flex flex-col gap-1 text-small text-soft">
        {caveats.map(({ number, text }) => (
          <li key={number} className="flex gap-2">
            <span className="w-4 shrink-0 text-right text-faint tabular-nums">{number}</span>
            <span className="max-w-[90ch]">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
