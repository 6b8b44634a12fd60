'use client';

import { useCallback, useState } from 'react';
import type { Pair } from '../plots/curve';
import type { CompareChoice } from './compareChoice';
import type { Linked } from './linked';
import type { Choose } from './useCompareChoice';

/** The cursor that the parts of a view share; the pair that was opened is in the address. */
export function useLinked({ opened }: CompareChoice, choose: Choose): Linked {
  const [cursor, setCursor] = useState<Pair | null>(null);
  const onOpen = useCallback(({ source, target }: Pair) => choose({ opened: { source, target } }), [choose]);
  return { cursor, opened, onCursor: setCursor, onOpen };
}
