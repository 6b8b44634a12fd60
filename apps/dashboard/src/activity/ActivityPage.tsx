'use client';

import { PageHeader } from '../components/PageHeader';
import { ComputationList } from './ComputationList';
import { EnginePanel } from './EnginePanel';

/** What is computed, was, and will be, and what computes it. */
export function ActivityPage() {
  return (
    <>
      <PageHeader title="Activity" subtitle="Everything is computed when somebody first asks for it, and kept." />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ComputationList />
        <EnginePanel />
      </div>
    </>
  );
}
