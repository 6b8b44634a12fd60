'use client';

import Link from 'next/link';
import { Fragment } from 'react';
import { parseUnitId, unitPath } from '../address/paths';
import { Direction } from '../components/Direction';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatValue, plural } from '../format/numbers';
import { toCsv } from '../plots/csv';
import { download, fileName } from '../plots/download';
import { ExportMenu } from '../plots/ExportMenu';
import { ScrollBox } from '../plots/ScrollBox';
import type { CycleRule } from './universalityChoice';
import { type Walk, walksDocument } from './walksDocument';

type Props = { networks: string[]; layer: string; rule: CycleRule; returned: boolean };

/** Walks shown at most; the API has the others. */
const SHOWN = 200;

function UnitLink({ id, index, lost = false }: { id: string; index: number; lost?: boolean }) {
  const named = parseUnitId(id);
  return (
    <Link
      href={named ? unitPath(named) : '#'}
      title={id}
      className={`font-medium hover:text-accent ${lost ? 'text-warning' : ''}`}
    >
      {index}
    </Link>
  );
}

/** The way of every unit, partner by partner, with the correlation of each step. */
export function WalksTable({ networks, layer, rule, returned }: Props) {
  const result = useResult({ query: walksDocument, variables: { networks, layer, rule, returned, first: SHOWN } });
  const slugs = networks.map((id) => id.replace(/^network:/, ''));
  const stops = [...slugs.slice(1), slugs[0]!];
  return (
    <Settled
      result={result}
      of={(data) => data.cycles}
      name={`The walks of ${layer}`}
      skeleton={<Skeleton className="h-48 w-full" />}
    >
      {({ walks: { nodes, totalCount } }) =>
        nodes.length === 0 ? (
          <p className="py-6 text-center text-soft">{returned ? 'No unit returns.' : 'Every unit returns.'}</p>
        ) : (
          <>
            <div className="mb-2 flex items-center justify-between gap-3 text-small text-faint">
              <p>
                {plural(totalCount, 'unit')}
                {totalCount > nodes.length ? `, the first ${nodes.length} of them` : ''}
              </p>
              <ExportMenu
                label="Export the walks"
                choices={[
                  {
                    label: 'CSV',
                    note: 'the walks on screen',
                    run: () =>
                      download(`${fileName(`walks ${layer} ${slugs.join(' ')}`)}.csv`, csvOf(nodes), 'text/csv'),
                  },
                ]}
              />
            </div>
            <ScrollBox label="Walks of units" className="max-h-96 overflow-auto">
              <table className="w-full border-collapse text-small [&_td]:tabular-nums">
                <caption className="sr-only">Units of {layer} and the partners that they come to</caption>
                <thead className="sticky top-0 z-10 bg-raised">
                  <tr className="border-b border-line text-tiny text-faint">
                    <th scope="col" className="py-1.5 pr-3 text-left font-medium whitespace-nowrap">
                      {slugs[0]}
                    </th>
                    {stops.map((slug, stop) => (
                      <th key={slug} scope="col" className="px-2 py-1.5 text-left font-medium whitespace-nowrap">
                        → {stop === stops.length - 1 ? `back in ${slug}` : slug}
                      </th>
                    ))}
                    <th scope="col" className="py-1.5 pl-2 text-right font-medium whitespace-nowrap">
                      weakest <Direction higher="more alike" />
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map((walk) => (
                    <tr key={walk.unit.id} className="border-b border-line/70 last:border-0">
                      <th scope="row" className="py-1 pr-3 text-left font-normal">
                        <UnitLink {...walk.unit} />
                      </th>
                      {stops.map((slug, stop) => (
                        <td key={slug} className="px-2 py-1 whitespace-nowrap">
                          <Stop walk={walk} stop={stop} isLast={stop === stops.length - 1} />
                        </td>
                      ))}
                      <td className="py-1 pl-2 text-right">{formatValue(walk.weakest)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          </>
        )
      }
    </Settled>
  );
}

function Stop({ walk, stop, isLast }: { walk: Walk; stop: number; isLast: boolean }) {
  const unit = walk.path[stop];
  if (!unit) return <span className="text-faint">{stop === walk.path.length ? 'no partner' : ''}</span>;
  return (
    <Fragment>
      <UnitLink id={unit.id} index={unit.index} lost={isLast && !walk.returned} />{' '}
      <span className="text-faint">{formatValue(walk.values[stop], 2)}</span>
    </Fragment>
  );
}

/** A row for each step of each walk. */
function csvOf(walks: readonly Walk[]): string {
  return toCsv(
    ['unit', 'returned', 'step', 'partner', 'correlation'] as const,
    walks.flatMap(({ unit, returned, path, values }) =>
      path.map((partner, step) => ({
        unit: unit.id,
        returned,
        step: step + 1,
        partner: partner.id,
        correlation: values[step] ?? null,
      })),
    ),
  );
}
