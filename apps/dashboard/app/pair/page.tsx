import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageSkeleton } from '../../src/components/PageSkeleton';
import { PairPage } from '../../src/pair/PairPage';

export const metadata: Metadata = { title: 'Matched pair' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <PairPage />
    </Suspense>
  );
}
