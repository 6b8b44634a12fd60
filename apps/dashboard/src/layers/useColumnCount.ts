import { useEffect, useState } from 'react';

/** The breakpoints of `columns` in gridShape.ts, widest first. */
const breakpoints = [
  ['(min-width: 80rem)', 8],
  ['(min-width: 64rem)', 6],
  ['(min-width: 48rem)', 4],
  ['(min-width: 40rem)', 3],
] as const;

export function useColumnCount(): number {
  const [count, setCount] = useState(8);
  useEffect(() => {
    const queries = breakpoints.map(([query, columns]) => ({ list: window.matchMedia(query), columns }));
    const read = () => setCount(queries.find(({ list }) => list.matches)?.columns ?? 2);
    read();
    for (const { list } of queries) list.addEventListener('change', read);
    return () => {
      for (const { list } of queries) list.removeEventListener('change', read);
    };
  }, []);
  return count;
}
