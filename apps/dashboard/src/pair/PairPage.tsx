'use client';

import Link from 'next/link';
import { comparePath, layerPath, networkPath, pairPath, unitPath } from '../address/paths';
import { useAddress } from '../address/useAddress';
import { Breadcrumbs } from '../components/Breadcrumbs';
import { buttonClass } from '../components/Button';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { CompareIcon, SwapIcon } from '../components/icons';
import { NotHere } from '../components/NotHere';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { Skeleton } from '../components/Skeleton';
import { readableError } from '../computing/readableError';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { activationsDocument, pairPoints } from './activationsDocument';
import { PairActivations } from './PairActivations';
import { PairCard } from './PairCard';
import { PairMeasures } from './PairMeasures';
import { type PairUnit, pairDocument } from './pairDocument';

const samples = 1_000;

function title(unit: PairUnit): string {
  return `${unit.layer.name} · ${unit.index} of ${unit.layer.network.name}`;
}

function Pair({ left, right }: { left: PairUnit; right: PairUnit }) {
  const variables = { left: left.id, right: right.id, limit: samples };
  const result = useResult({ query: activationsDocument, variables });
  const { network, name: layer } = left.layer;
  return (
    <>
      <PageHeader
        above={
          <Breadcrumbs
            crumbs={[
              { label: network.name, href: networkPath(network.slug) },
              { label: layer, href: layerPath({ slug: network.slug, layer }) },
              { label: `Unit ${left.index}`, href: unitPath({ slug: network.slug, layer, index: left.index }) },
              { label: 'Pair' },
            ]}
          />
        }
        title="Matched pair"
        subtitle={`${title(left)}, and ${title(right)}`}
        actions={
          <>
            <Link href={pairPath(right.id, left.id)} className={buttonClass()}>
              <SwapIcon width="14" height="14" /> Swap
            </Link>
            <Link href={comparePath(left.layer.id, right.layer.id)} className={buttonClass()}>
              <CompareIcon width="14" height="14" /> Compare the layers
            </Link>
            <CopyAs query={activationsDocument} variables={variables} />
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <div className="surface p-4 sm:p-5">
          <PairMeasures left={left} right={right} />
        </div>
        <div className="surface p-4 sm:p-5">
          <Settled
            result={result}
            of={(data) => (data.node?.__typename === 'Unit' ? data.node.activations : null)}
            name="The scatter"
            skeleton={<Skeleton className="aspect-square w-full max-w-md" />}
          >
            {(sample) => (
              <PairActivations
                points={pairPoints(sample)}
                total={sample.total}
                left={title(left)}
                right={title(right)}
              />
            )}
          </Settled>
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <PairCard side="left" unit={left} />
          <PairCard side="right" unit={right} />
        </div>
      </div>
    </>
  );
}

/** Two units side by side, and what both do on the same stimuli. */
export function PairPage() {
  const [params] = useAddress();
  const ids = [params.get('left') ?? '', params.get('right') ?? ''];
  const complete = ids.every((id) => id.startsWith('unit:'));
  const { data, error, fetching, refetch } = useResult({ query: pairDocument, variables: { ids }, pause: !complete });
  if (!complete) return <NotHere what="pair without two units in the address (left and right)" />;
  const units = data?.nodes.map((node) => (node?.__typename === 'Unit' ? node : null)) ?? [];
  const [left, right] = units;
  if (left && right) return <Pair left={left} right={right} />;
  if (error) return <ErrorNote title="The pair cannot be shown" message={readableError(error)} onRetry={refetch} />;
  return data && !fetching ? <NotHere what={`unit ${ids[units.indexOf(null)]}`} /> : <PageSkeleton />;
}
