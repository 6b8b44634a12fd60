import { type Column, DataTable } from '../components/DataTable';
import { positionsInWords } from '../format/extents';
import { formatCount, plural } from '../format/numbers';
import { capital, words } from '../format/words';
import type { Inspection } from './networkImportDocuments';
import { StepCard } from './StepCard';

type Found = Inspection['layers'][number];

const columns: Column<Found>[] = [
  { key: 'name', header: 'Layer', cell: ({ name }) => <span className="font-medium">{name}</span> },
  { key: 'kind', header: 'Kind', cell: ({ kind }) => <span className="text-soft">{capital(words(kind))}</span> },
  { key: 'units', header: 'Units', numeric: true, cell: ({ unitCount }) => formatCount(unitCount) },
  { key: 'positions', header: 'Positions', numeric: true, cell: ({ positions }) => positionsInWords(positions) },
  {
    key: 'axes',
    header: 'Axes of the tensor',
    cell: ({ axes, tensor }) => (
      <span className="whitespace-nowrap text-faint" title={tensor}>
        {axes.replaceAll(' x ', ' × ')}
      </span>
    ),
  },
];

/** Which layers were found, and which axis of each tells units apart. */
export function LayersFound({ layers }: { layers: readonly Found[] }) {
  return (
    <StepCard title="Layers" note={`${plural(layers.length, 'layer')} in the order of depth`}>
      <div className="max-h-80 overflow-y-auto">
        <DataTable caption="Layers that were found" columns={columns} rows={layers} rowKey={({ name }) => name} />
      </div>
    </StepCard>
  );
}
