import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a while: what follows a moving cursor should not ask for each cell it crosses. */
export function useSteady<Value>(value: Value, milliseconds: number): Value {
  const [steady, setSteady] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSteady(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return steady;
}
