import type { ReactNode } from 'react';

/** Something to know that is no error: why there is nothing here, or what a number means. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="rounded-card border border-line bg-sunken px-3 py-2.5 text-small text-soft">{children}</p>;
}
