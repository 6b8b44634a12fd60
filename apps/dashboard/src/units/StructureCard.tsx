import { type ReactNode, useId } from 'react';

/** One of two cards side by side. */
export function StructureCard({
  title,
  actions,
  children,
}: {
  title: string;
  actions: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="surface min-w-0 p-4">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 id={id} className="text-body">
          {title}
        </h3>
        <div className="flex flex-wrap items-center gap-3">{actions}</div>
      </header>
      {children}
    </section>
  );
}
