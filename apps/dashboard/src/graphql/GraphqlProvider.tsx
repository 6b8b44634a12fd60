'use client';

import { UrqlProvider } from '@urql/next';
import { type ReactNode, useMemo } from 'react';
import { makeClient } from './client';

/** One client a request on the server, one a visit in the browser. */
export function GraphqlProvider({ children }: { children: ReactNode }) {
  const { client, transported } = useMemo(makeClient, []);
  return (
    <UrqlProvider client={client} ssr={transported}>
      {children}
    </UrqlProvider>
  );
}
