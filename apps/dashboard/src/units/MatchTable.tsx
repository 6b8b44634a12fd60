'use client';

import Link from 'next/link';
import { pairPath, unitPath } from '../address/paths';
import { type Column, DataTable } from '../components/DataTable';
import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { useResult } from '../computing/useResult';
import { BaselineCell } from './BaselineCell';
import { baselineWords } from './baselineWords';
import { MatchMarks } from './MatchMarks';
import { baselinesByTarget, matchBaselinesDocument } from './matchBaselinesDocument';
import type { MatchedUnit } from './networkMatchesDocument';
import { ValueBar } from './ValueBar';

type Row = Extract<MatchedUnit['correlates'], { __typename: 'Correlates' }>['matches'][number];
type Props = {
  unit: string;
  network: { id: string; slug: string; name: string };
  rows: readonly Row[];
  greedy: string | null;
  assignment: string | null;
};

/** The partners of a unit in one network, best first, each beside what chance would give. */
export function MatchTable({ unit, network, rows, greedy, assignment }: Props) {
  const baselines = useResult({
    query: matchBaselinesDocument,
    variables: { id: unit, in: network.id, first: rows.length },
  });
  const byTarget = baselinesByTarget(baselines.data);
  const failed = baselines.error !== undefined;
  const columns: Column<Row>[] = [
    {
      key: 'unit',
      header: 'Unit',
      className: 'w-[34%]',
      cell: ({ target }) => (
        <Link
          href={unitPath({ slug: network.slug, layer: target.layer.name, index: target.index })}
          className="hover:text-accent"
        >
          <span className="text-faint">{target.layer.name} · </span>
          <span className="font-medium">{target.index}</span>
        </Link>
      ),
    },
    {
      key: 'value',
      header: (
        <>
          Correlation <Direction higher="more alike" />
        </>
      ),
      className: 'w-[26%]',
      cell: ({ value }) => <ValueBar value={value} />,
    },
    {
      key: 'marks',
      header: 'Rules',
      className: 'w-[12%]',
      cell: ({ target, mutual }) => (
        <MatchMarks greedy={target.id === greedy} assignment={target.id === assignment} mutual={mutual} />
      ),
    },
    {
      key: 'percentile',
      header: <Explained meaning={baselineWords.percentile95}>Baseline 95 %</Explained>,
      numeric: true,
      cell: ({ target }) => <BaselineCell baseline={byTarget.get(target.id)} part="percentile95" failed={failed} />,
    },
    {
      key: 'p',
      header: <Explained meaning={baselineWords.pValue}>p</Explained>,
      numeric: true,
      cell: ({ target }) => <BaselineCell baseline={byTarget.get(target.id)} part="pValue" failed={failed} />,
    },
    {
      key: 'pair',
      header: <span className="sr-only">Pair</span>,
      numeric: true,
      cell: ({ target }) => (
        <Link
          href={pairPath(unit, target.id)}
          className="font-medium text-accent hover:underline"
          aria-label={`Pair with unit ${target.index} of ${target.layer.name}`}
        >
          Pair
        </Link>
      ),
    },
  ];
  return (
    <DataTable
      caption={`Best matches in ${network.name}`}
      columns={columns}
      rows={rows}
      rowKey={({ target }) => target.id}
    />
  );
}
