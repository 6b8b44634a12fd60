import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageSkeleton } from '../../src/components/PageSkeleton';
import { QueryPage } from '../../src/query/QueryPage';

export const metadata: Metadata = { title: 'Query' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <QueryPage />
    </Suspense>
  );
}
