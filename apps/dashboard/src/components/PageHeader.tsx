import type { ReactNode } from 'react';

type Props = {
  title: ReactNode;
  /** One sentence under the title. */
  subtitle?: ReactNode;
  /** Crumbs above the title. */
  above?: ReactNode;
  /** Buttons and menus on the right. */
  actions?: ReactNode;
};

export function PageHeader({ title, subtitle, above, actions }: Props) {
  return (
    <header className="mb-6">
      {above ? <div className="mb-2">{above}</div> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title break-words">{title}</h1>
          {subtitle ? <div className="mt-1 max-w-[80ch] text-pretty text-soft">{subtitle}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
