import type { ReactNode } from 'react';

/** One line of the engine's description. */
export function EngineFact({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-3 border-b border-line/70 py-1.5 text-small last:border-0">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">
        {children}
        {note ? <span className="block text-faint">{note}</span> : null}
      </dd>
    </div>
  );
}
