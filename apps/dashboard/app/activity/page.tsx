import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ActivityPage } from '../../src/activity/ActivityPage';
import { PageSkeleton } from '../../src/components/PageSkeleton';

export const metadata: Metadata = { title: 'Activity' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ActivityPage />
    </Suspense>
  );
}
