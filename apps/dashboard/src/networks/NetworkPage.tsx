'use client';

import { useRouter } from 'next/navigation';
import { Breadcrumbs } from '../components/Breadcrumbs';
import { CopyAs } from '../components/CopyAs';
import { CopyText } from '../components/CopyText';
import { ErrorNote } from '../components/ErrorNote';
import { Figure, Figures } from '../components/Figure';
import { NotHere } from '../components/NotHere';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { Section } from '../components/Section';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { extents, tokensInWords } from '../format/extents';
import { formatBytes, formatCount, formatShare, plural } from '../format/numbers';
import { formatDay } from '../format/time';
import { LayerGridCard } from '../grids/LayerGridCard';
import { LayerStrip } from './LayerStrip';
import { LayerTable } from './LayerTable';
import { MeasuredAccuracy } from './MeasuredAccuracy';
import { networkDocument } from './networkDocument';
import { RemoveNetwork } from './RemoveNetwork';

/** One network: what it is, and its layers in order. */
export function NetworkPage({ slug }: { slug: string }) {
  const router = useRouter();
  const { data, error, fetching, refetch } = useResult({ query: networkDocument, variables: { slug } });
  const network = data?.network;
  if (!network) {
    if (error)
      return <ErrorNote title="The network cannot be shown" message={readableError(error)} onRetry={refetch} />;
    return data && !fetching ? <NotHere what={`network called ${slug}`} /> : <PageSkeleton />;
  }
  const layers = network.layers.nodes;
  return (
    <>
      <PageHeader
        above={<Breadcrumbs crumbs={[{ label: 'Networks', href: '/' }, { label: network.name }]} />}
        title={network.name}
        subtitle={`${network.architecture ?? 'Network'} with ${plural(layers.length, 'layer')} and ${plural(network.unitCount, 'unit')}`}
        actions={
          <>
            <CopyAs query={networkDocument} variables={{ slug }} />
            <RemoveNetwork network={network} onRemoved={() => router.push('/')} />
          </>
        }
      />
      <div className="flex flex-col gap-8">
        <div className="surface p-4">
          <Figures>
            <Figure name="Held-out accuracy, measured">
              <MeasuredAccuracy slug={slug} />
            </Figure>
            {network.statedAccuracy == null ? null : (
              <Figure name="Stated on its card">{formatShare(network.statedAccuracy)}</Figure>
            )}
            {network.format === 'RECORDED' ? (
              <Figure name="Recorded elsewhere">{formatBytes(network.bytes)} of activations</Figure>
            ) : (
              <>
                <Figure name="Parameters">{formatCount(network.parameterCount)}</Figure>
                <Figure name="Input">
                  {network.inputKind === 'TOKENS' ? tokensInWords(network.inputShape) : extents(network.inputShape)}
                  {network.filledInputs.length > 0 ? (
                    <span className="text-faint"> and {network.filledInputs.join(', ')}, filled by rule</span>
                  ) : null}
                </Figure>
                <Figure name="Preprocessing">{network.preprocessing.summary}</Figure>
                <Figure name="File">
                  {network.format}, {formatBytes(network.bytes)}
                </Figure>
              </>
            )}
            <Figure name="Digest">
              <CopyText text={network.digest} shown={network.digest.slice(0, 12)} name="digest" />
            </Figure>
            <Figure name="Imported">{formatDay(network.importedAt)}</Figure>
          </Figures>
          <div className="mt-5">
            <LayerStrip slug={slug} layers={layers} />
          </div>
        </div>
        <Section title="Layers" note="in the order of depth">
          <LayerTable slug={slug} layers={layers} others={data.networks.nodes.filter(({ id }) => id !== network.id)} />
        </Section>
        <LayerGridCard
          left={network}
          right={network}
          prefix="similarity"
          invitation="How alike its own layers are to each other: blocks along the diagonal are stretches of depth that do much the same."
        />
      </div>
    </>
  );
}
