import Link from 'next/link';
import { Fragment } from 'react';

export type Crumb = { label: string; href?: string };

/** Where this page lies: network > layer > unit. The last crumb is the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-small text-faint">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.label}>
            {index > 0 ? <li aria-hidden="true">/</li> : null}
            <li aria-current={crumb.href ? undefined : 'page'}>
              {crumb.href ? (
                <Link href={crumb.href} className="rounded-small hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                <span className="text-soft">{crumb.label}</span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
