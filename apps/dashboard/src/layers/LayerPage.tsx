'use client';

import { networkPath } from '../address/paths';
import { Breadcrumbs } from '../components/Breadcrumbs';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { NotHere } from '../components/NotHere';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { CompareMenu } from '../networks/CompareMenu';
import { pageSize } from './gridShape';
import { LayerFigures } from './LayerFigures';
import { LayerSteps } from './LayerSteps';
import { layerDocument } from './layerDocument';
import { RankingControls } from './RankingControls';
import { rankingDocument } from './rankingDocument';
import { UnitGrid } from './UnitGrid';
import { useRankingChoice } from './useRankingChoice';
import { withPlace } from './withPlace';

/** One layer: its units in a grid, sorted and filtered. */
export function LayerPage({ slug, layer: name }: { slug: string; layer: string }) {
  const { data, error, fetching, refetch } = useResult({ query: layerDocument, variables: { slug, layer: name } });
  const [chosen, choose] = useRankingChoice();
  const network = data?.network;
  const layer = network?.layer;
  if (!network || !layer) {
    if (error) return <ErrorNote title="The layer cannot be shown" message={readableError(error)} onRetry={refetch} />;
    return data && !fetching ? (
      <NotHere what={network ? `layer ${name} in ${network.name}` : `network called ${slug}`} />
    ) : (
      <PageSkeleton />
    );
  }
  const others = data.networks.nodes.filter(({ id }) => id !== network.id);
  const choice = withPlace(chosen, others, network.architecture);
  const asked = {
    by: choice.by,
    descending: choice.descending,
    condition: choice.condition === 'ALL' ? null : choice.condition,
  };
  return (
    <>
      <PageHeader
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Networks', href: '/' },
              { label: network.name, href: networkPath(slug) },
              { label: layer.name },
            ]}
          />
        }
        title={layer.name}
        subtitle={network.name}
        actions={
          <>
            <LayerSteps slug={slug} layers={network.layers.nodes} name={layer.name} />
            <CompareMenu layer={layer} others={others} />
            <CopyAs
              query={rankingDocument}
              variables={{ slug, layer: name, ...asked, in: choice.in, first: pageSize, after: null }}
            />
          </>
        }
      />
      <div className="surface mb-5 p-4">
        <LayerFigures slug={slug} layer={layer} />
      </div>
      <div className="mb-4">
        <RankingControls choice={choice} onChoose={choose} others={others} />
      </div>
      <UnitGrid key={JSON.stringify(choice)} slug={slug} layer={name} choice={choice} unitCount={layer.unitCount} />
    </>
  );
}
