import { DownIcon, UpIcon } from '../components/icons';
import { type MeasureLook, titleWithUnit } from '../plots/measureLooks';
import type { ComparedLayer } from './comparisonDocument';
import type { MatchOrder } from './sortedMatches';

type Props = {
  left: ComparedLayer;
  right: ComparedLayer;
  measure: MeasureLook;
  order: MatchOrder;
  onOrder: (order: MatchOrder) => void;
};

/** The names of the columns, each of which sorts. */
export function MatchTableHead({ left, right, measure, order, onOrder }: Props) {
  const columns: { by: MatchOrder['by']; name: string; layer?: string; numeric: boolean; falling: boolean }[] = [
    { by: 'rank', name: 'Rank', numeric: true, falling: false },
    { by: 'source', name: left.network.slug, layer: left.name, numeric: true, falling: false },
    { by: 'target', name: right.network.slug, layer: right.name, numeric: true, falling: false },
    { by: 'value', name: titleWithUnit(measure), numeric: true, falling: true },
    { by: 'mutual', name: 'Mutual', numeric: false, falling: true },
  ];
  return (
    <thead className="sticky top-0 z-10 bg-raised">
      <tr aria-rowindex={1} className="border-b border-line">
        {columns.map(({ by, name, layer, numeric, falling }) => {
          const present = order.by === by;
          const Icon = order.descending ? DownIcon : UpIcon;
          return (
            <th
              key={by}
              scope="col"
              aria-sort={present ? (order.descending ? 'descending' : 'ascending') : undefined}
              className={`px-2 py-1.5 text-tiny font-medium whitespace-nowrap text-faint ${numeric ? 'text-right' : 'text-left'}`}
            >
              <button
                type="button"
                onClick={() => onOrder({ by, descending: present ? !order.descending : falling })}
                className={`inline-flex items-center gap-1 rounded-small hover:text-ink ${present ? 'text-ink' : ''}`}
              >
                {name}
                {layer ? <span className="max-sm:sr-only">/ {layer}</span> : null}
                {present ? <Icon width="11" height="11" /> : null}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
