'use client';

import Link from 'next/link';
import { RunningNow } from '../activity/RunningNow';
import { convergencePath, importPath, probeSetsPath } from '../address/paths';
import { buttonClass } from '../components/Button';
import { ErrorNote } from '../components/ErrorNote';
import { UploadIcon } from '../components/icons';
import { PageHeader } from '../components/PageHeader';
import { Section } from '../components/Section';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { plural } from '../format/numbers';
import { byArchitecture } from './byArchitecture';
import { NetworkCard } from './NetworkCard';
import { NetworkCardSkeleton } from './NetworkCardSkeleton';
import { networksDocument } from './networksDocument';
import { RestoreExamples } from './RestoreExamples';

const grid = 'grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4';

/** Which networks there are. */
export function NetworksPage() {
  const { data, error, fetching, refetch } = useResult({ query: networksDocument, variables: {} });
  const networks = data?.networks.nodes ?? [];
  return (
    <>
      <PageHeader
        title="Networks"
        subtitle="Which units of one network are also in another? Choose a layer, or look at a whole family at once."
        actions={
          <>
            <RestoreExamples onRestored={refetch} primary={data !== undefined && networks.length === 0} />
            <Link href={probeSetsPath()} className={buttonClass()}>
              Probe sets
            </Link>
            <Link href={importPath} className={buttonClass('primary')}>
              <UploadIcon width="14" height="14" /> Import
            </Link>
          </>
        }
      />
      <div className="flex flex-col gap-9">
        {error ? (
          <ErrorNote title="The networks cannot be listed" message={readableError(error)} onRetry={refetch} />
        ) : null}
        {data === undefined && fetching ? (
          <div className={grid}>
            {[0, 1, 2, 3].map((place) => (
              <NetworkCardSkeleton key={place} />
            ))}
          </div>
        ) : null}
        {data && networks.length === 0 ? (
          <div className="surface flex flex-col items-center gap-3 px-6 py-14 text-center">
            <p className="font-medium">No networks</p>
            <p className="max-w-prose text-soft">
              The example networks were removed. Restore them, or import a network of your own.
            </p>
          </div>
        ) : null}
        {byArchitecture(networks).map((group) => (
          <Section
            key={group.architecture}
            title={group.architecture}
            note={plural(group.networks.length, 'network')}
            actions={
              group.networks.length > 1 ? (
                <Link
                  href={convergencePath(group.networks.map(({ slug }) => slug))}
                  className="rounded-small text-small font-medium text-accent hover:underline"
                >
                  Convergence of these
                </Link>
              ) : null
            }
          >
            <div className={grid}>
              {group.networks.map((network) => (
                <NetworkCard key={network.id} network={network} onRemoved={refetch} />
              ))}
            </div>
          </Section>
        ))}
        {/* Last, so that nothing moves when it comes and goes. */}
        <RunningNow />
      </div>
    </>
  );
}
