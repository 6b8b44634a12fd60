import { memo } from 'react';
import { formatValue } from '../../format/numbers';
import { LOSS_COLOUR } from './PathPicture';
import { CEILING } from './pathLayout';
import type { TargetRow } from './sortedTargets';

/** Height of a row in pixels: all are alike, so that those out of sight need not be measured. */
export const TARGET_HEIGHT = 32;

type Props = {
  row: TargetRow;
  place: number;
  opened: boolean;
  onOpen: (index: number) => void;
  onCursor: (row: TargetRow | null) => void;
};

/** One right unit; its number opens what predicts it. */
export const TargetTableRow = memo(function TargetTableRow({ row, place, opened, onOpen, onCursor }: Props) {
  return (
    <tr
      aria-rowindex={place}
      style={{ height: TARGET_HEIGHT }}
      data-active={opened || undefined}
      onPointerEnter={() => onCursor(row)}
      className="border-b border-line/70 hover:bg-sunken data-[active]:bg-accent-wash"
    >
      <td className="px-2">
        <button
          type="button"
          aria-pressed={opened}
          aria-label={`Show what predicts unit ${row.index}`}
          onClick={() => onOpen(row.index)}
          className="rounded-small font-medium text-accent hover:underline"
        >
          {row.index}
        </button>
      </td>
      <td className="px-2 text-right">
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true" className="hidden h-1.5 w-20 overflow-hidden rounded-full bg-line sm:block">
            <span
              className="block h-full rounded-full"
              style={{ width: `${(row.loss / CEILING) * 100}%`, background: LOSS_COLOUR }}
            />
          </span>
          {formatValue(row.loss)}
        </span>
      </td>
      <td className="px-2 text-right">{formatValue(row.rSquared)}</td>
      <td className="px-2 text-right text-soft">{formatValue(row.leastSquares)}</td>
      <td className="px-2 text-right">{row.contributing}</td>
    </tr>
  );
});
