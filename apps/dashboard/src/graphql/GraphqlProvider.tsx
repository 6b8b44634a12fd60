'use client';

import { UrqlProvider } from '@urql/next';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { makeClient } from './client';

let ofThisVisit: ReturnType<typeof makeClient> | undefined;

/**
 * One client a request on the server, one a visit in the browser: React may render this more than once before the page is
 * taken over, and the results that came with the page can be read only once.
 */
function clientOf() {
  if (typeof window === 'undefined') return makeClient();
  ofThisVisit ??= makeClient();
  return ofThisVisit;
}

export function GraphqlProvider({ children }: { children: ReactNode }) {
  const { client, transported, endHydration } = useMemo(clientOf, []);
  // Before every effect that listens for results.
  useLayoutEffect(endHydration, [endHydration]);
  return (
    <UrqlProvider client={client} ssr={transported}>
      {children}
    </UrqlProvider>
  );
}
