import { type ReactNode, useId } from 'react';

type Props = { title: ReactNode; note?: ReactNode; children: ReactNode };

/** One part of an import, with its name. */
export function StepCard({ title, note, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="surface min-w-0 p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-2">
        <h2 id={id} className="text-body break-all">
          {title}
        </h2>
        {note ? <span className="text-small text-faint">{note}</span> : null}
      </div>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}
