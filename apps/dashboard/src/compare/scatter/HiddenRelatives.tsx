'use client';

import { formatCount, formatValue } from '../../format/numbers';
import { type Pair, samePair } from '../../plots/curve';
import { type UnitMatrix, valueAt } from '../../plots/unitMatrix';
import type { Linked } from '../linked';
import { informationalCorrelation } from './information';
import { LEAST_SURPLUS } from './scatterFindings';

type Props = Linked & { pairs: readonly Pair[]; count: number; x: UnitMatrix; y: UnitMatrix };

const head = 'px-2 pb-1.5 text-right text-tiny font-medium text-faint first:pl-0 first:text-left last:pr-0';
const cell = 'px-2 py-1 text-right tabular-nums first:pl-0 first:text-left last:pr-0';

/** The pairs that share far more than their correlation says: related, and not by a straight line. */
export function HiddenRelatives({ pairs, count, x, y, cursor, opened, onCursor, onOpen }: Props) {
  const surplus = formatValue(LEAST_SURPLUS, 1);
  if (pairs.length === 0) {
    return (
      <p className="text-small text-soft">
        No pair shares {surplus} more, read as a correlation, than its |r| says: correlation misses nothing here.
      </p>
    );
  }
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-small font-medium">What correlation misses</h3>
      <p className="mb-2 text-small text-soft">
        {count === 1 ? 'One pair shares' : `${formatCount(count)} pairs share`} at least {surplus} more than |r| says,
        read as the correlation that Gaussian units with as much information have (Linfoot 1957)
        {count > pairs.length ? `; the ${pairs.length} farthest` : ''}.
      </p>
      <table className="w-full border-collapse text-small">
        <thead>
          <tr className="border-b border-line">
            {['Units', 'r', 'Nats', 'As r'].map((name) => (
              <th key={name} scope="col" className={head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onPointerLeave={() => onCursor(null)}>
          {pairs.map((pair) => {
            const [r, nats] = [valueAt(x, pair.source, pair.target), valueAt(y, pair.source, pair.target)];
            return (
              <tr
                key={`${pair.source} ${pair.target}`}
                data-active={samePair(pair, cursor) || samePair(pair, opened) || undefined}
                onPointerEnter={() => onCursor(pair)}
                className="border-b border-line/70 last:border-0 hover:bg-sunken data-[active]:bg-accent-wash"
              >
                <td className={cell}>
                  <button
                    type="button"
                    onClick={() => onOpen(pair)}
                    aria-label={`Show unit ${pair.source} with unit ${pair.target}`}
                    className="rounded-small font-medium hover:text-accent"
                  >
                    {pair.source} · {pair.target}
                  </button>
                </td>
                <td className={cell}>{formatValue(r)}</td>
                <td className={cell}>{formatValue(nats)}</td>
                <td className={`${cell} font-medium`}>{formatValue(informationalCorrelation(nats))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
