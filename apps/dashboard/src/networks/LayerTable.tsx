'use client';

import Link from 'next/link';
import { layerPath } from '../address/paths';
import { type Column, DataTable } from '../components/DataTable';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { extents, fieldInWords, positionsInWords } from '../format/extents';
import { formatCount } from '../format/numbers';
import { capital, words } from '../format/words';
import { CompareMenu } from './CompareMenu';
import { LiveShare } from './LiveShare';
import type { NetworkLayer } from './networkDocument';
import type { OtherNetwork } from './otherNetworkFields';
import { summariesDocument } from './summariesDocument';

type Props = { slug: string; layers: readonly NetworkLayer[]; others: readonly OtherNetwork[] };

/** The layers of a network in the order of depth. */
export function LayerTable({ slug, layers, others }: Props) {
  const summaries = useResult({ query: summariesDocument, variables: { slug } });
  const most = Math.max(1, ...layers.map(({ unitCount }) => unitCount));
  const columns: Column<NetworkLayer>[] = [
    {
      key: 'name',
      header: 'Layer',
      cell: (layer) => (
        <Link href={layerPath({ slug, layer: layer.name })} className="font-medium text-accent hover:underline">
          {layer.name}
        </Link>
      ),
    },
    { key: 'kind', header: 'Kind', cell: ({ kind }) => <span className="text-soft">{capital(words(kind))}</span> },
    {
      key: 'units',
      header: 'Units',
      className: 'min-w-32',
      cell: ({ unitCount }) => (
        <div className="flex items-center gap-2">
          <span className="w-10 text-right">{formatCount(unitCount)}</span>
          <span
            aria-hidden="true"
            className="h-2 rounded-[2px] bg-accent/55"
            style={{ width: `${(5 * unitCount) / most}rem` }}
          />
        </div>
      ),
    },
    {
      key: 'live',
      header: 'Live',
      cell: (layer) => (
        <Settled
          result={summaries}
          of={(data) => data.network?.layers.nodes.find(({ id }) => id === layer.id)?.summary}
          name="The summary"
          skeleton={<Skeleton className="h-4 w-24" />}
          compact
        >
          {(summary) => <LiveShare {...summary} />}
        </Settled>
      ),
    },
    { key: 'positions', header: 'Positions', numeric: true, cell: ({ positions }) => positionsInWords(positions) },
    {
      key: 'field',
      header: 'Receptive field',
      numeric: true,
      cell: ({ receptiveField, positions }) =>
        receptiveField ? (
          `${extents([receptiveField.height, receptiveField.width])} px`
        ) : (
          <span className="text-faint">{fieldInWords(positions)}</span>
        ),
    },
    {
      key: 'tensor',
      header: 'Tensor',
      cell: ({ tensor }) => <span className="font-mono text-tiny text-faint">{tensor}</span>,
    },
    {
      key: 'compare',
      header: <span className="sr-only">Compare</span>,
      numeric: true,
      cell: (layer) => <CompareMenu layer={layer} others={others} look="quiet" />,
    },
  ];
  return <DataTable caption="Layers in the order of depth" columns={columns} rows={layers} rowKey={({ id }) => id} />;
}
