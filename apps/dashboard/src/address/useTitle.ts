import { useEffect } from 'react';

/** Keeps the title of the window true where the address changes without a new page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Unitgraph`;
  }, [title]);
}
