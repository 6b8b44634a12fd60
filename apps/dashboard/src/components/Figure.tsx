import type { ReactNode } from 'react';

/** A number and its name. Use inside `Figures`. */
export function Figure({ name, children, note }: { name: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-tiny text-faint">{name}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
      {note ? <dd className="text-tiny text-faint">{note}</dd> : null}
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="flex flex-wrap gap-x-7 gap-y-3">{children}</dl>;
}
