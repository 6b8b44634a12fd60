'use client';

import { layerPath, networkPath } from '../address/paths';
import { Breadcrumbs } from '../components/Breadcrumbs';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { NotHere } from '../components/NotHere';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { Section } from '../components/Section';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { MarksKey } from './MatchMarks';
import { NearestUnits } from './NearestUnits';
import { NetworkMatches } from './NetworkMatches';
import { UnitProfile } from './UnitProfile';
import { UnitSteps } from './UnitSteps';
import { UnitStructure } from './UnitStructure';
import { UnitUniversality } from './UnitUniversality';
import { unitDocument } from './unitDocument';
import { unitProfileDocument } from './unitProfileDocument';

type Props = { slug: string; layer: string; index: number };

/** One unit: what it does, and which units of other networks do the same. */
export function UnitPage({ slug, layer: layerName, index }: Props) {
  const { data, error, fetching, refetch } = useResult({
    query: unitDocument,
    variables: { slug, layer: layerName, index },
  });
  const network = data?.network;
  const layer = network?.layer;
  const unit = layer?.unit;
  if (!network || !layer || !unit) {
    if (error) return <ErrorNote title="The unit cannot be shown" message={readableError(error)} onRetry={refetch} />;
    return data && !fetching ? <NotHere what={`unit ${index} in ${layerName} of ${slug}`} /> : <PageSkeleton />;
  }
  const others = data.networks.nodes.filter(({ id }) => id !== network.id);
  const crumbs = [
    { label: 'Networks', href: '/' },
    { label: network.name, href: networkPath(slug) },
    { label: layer.name, href: layerPath({ slug, layer: layer.name }) },
    { label: `Unit ${unit.index}` },
  ];
  return (
    <>
      <PageHeader
        above={<Breadcrumbs crumbs={crumbs} />}
        title={`Unit ${unit.index}`}
        subtitle={`${layer.name} of ${network.name}, one of ${layer.unitCount}`}
        actions={
          <>
            <UnitSteps
              slug={slug}
              layer={layer.name}
              previous={unit.previous?.index ?? null}
              next={unit.next?.index ?? null}
            />
            <CopyAs query={unitProfileDocument} variables={{ id: unit.id }} />
          </>
        }
      />
      <div className="flex flex-col gap-9">
        <div className="surface p-4 sm:p-5">
          <UnitProfile unit={unit.id}>
            <div className="mt-7">
              <Section title="Most alike" note="in any other network, with what drives them">
                <NearestUnits unit={unit.id} />
              </Section>
            </div>
          </UnitProfile>
        </div>
        <UnitUniversality unit={unit.id} layer={layer.name} />
        <Section title="Best matches" note="in every other network">
          <div className="mb-3">
            <MarksKey />
          </div>
          {others.length === 0 ? <p className="text-soft">There is no other network to look in.</p> : null}
          <div className="grid gap-4 xl:grid-cols-2">
            {others.map((other) => (
              <NetworkMatches key={other.id} unit={unit.id} layer={layer} network={other} />
            ))}
          </div>
        </Section>
        <UnitStructure key={unit.id} unit={unit} layer={layer} others={others} />
      </div>
    </>
  );
}
