import type { ComparedLayer } from '../comparisonDocument';
import { titleOf } from '../linked';

/** Which colour is which layer. */
export function SideKey({ left, right }: { left: ComparedLayer; right: ComparedLayer }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-tiny text-soft">
      {(
        [
          ['left', left, 'bg-side-left'],
          ['right', right, 'bg-side-right'],
        ] as const
      ).map(([side, layer, colour]) => (
        <li key={side} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-2.5 rounded-[2px] ${colour}`} />
          {titleOf(layer)}
          <span className="text-faint">({side})</span>
        </li>
      ))}
    </ul>
  );
}
