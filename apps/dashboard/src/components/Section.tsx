import { type ReactNode, useId } from 'react';

type Props = { title: ReactNode; note?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A named part of a page. */
export function Section({ title, note, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h2 id={id} className="text-body">
            {title}
          </h2>
          {note ? <span className="text-small text-faint">{note}</span> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
