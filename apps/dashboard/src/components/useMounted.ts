import { useEffect, useState } from 'react';

/** False while rendering on the server and taking over from it, true afterwards: for what only this browser can know. */
export function useMounted(): boolean {
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return mounted;
}
