'use client';

import Link from 'next/link';
import { importPath } from '../address/paths';
import { buttonClass } from '../components/Button';
import { ErrorNote } from '../components/ErrorNote';
import { UploadIcon } from '../components/icons';
import { PageHeader } from '../components/PageHeader';
import { Skeleton } from '../components/Skeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { ProbeSetCard } from './ProbeSetCard';
import { probeSetsDocument } from './probeSetsDocument';

/** Which stimuli there are to record networks on. */
export function ProbeSetsPage() {
  const { data, error, fetching, refetch } = useResult({ query: probeSetsDocument, variables: {} });
  const probeSets = data?.probeSets.nodes ?? [];
  return (
    <>
      <PageHeader
        title="Probe sets"
        subtitle="The stimuli on which networks are recorded. Units can be compared where both networks saw the same ones."
        actions={
          <Link href={importPath} className={buttonClass('primary')}>
            <UploadIcon width="14" height="14" /> Import
          </Link>
        }
      />
      <div className="flex flex-col gap-4">
        {error ? (
          <ErrorNote title="The probe sets cannot be listed" message={readableError(error)} onRetry={refetch} />
        ) : null}
        {data === undefined && fetching ? <Skeleton className="h-40 w-full" /> : null}
        {data && probeSets.length === 0 ? (
          <div className="surface px-6 py-14 text-center">
            <p className="font-medium">No probe sets</p>
            <p className="mx-auto mt-2 max-w-prose text-soft">
              Import a folder or zip of images, an array, a table or lines of text.
            </p>
          </div>
        ) : null}
        {probeSets.map((probeSet) => (
          <ProbeSetCard key={probeSet.id} probeSet={probeSet} onRemoved={refetch} />
        ))}
      </div>
    </>
  );
}
