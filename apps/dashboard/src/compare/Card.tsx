import { type ReactNode, useId } from 'react';

type Props = { title: ReactNode; note?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string };

/** A framed part of the page with its name and what can be done with it. */
export function Card({ title, note, actions, children, className = '' }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`surface min-w-0 p-4 ${className}`}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <h2 id={id} className="text-body">
            {title}
          </h2>
          {note ? <span className="text-small text-faint">{note}</span> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
