'use client';

import { useAddress } from '../address/useAddress';
import { Note } from '../components/Note';
import { Section } from '../components/Section';
import { Select } from '../components/Select';
import { Skeleton } from '../components/Skeleton';
import { WhenSeen } from '../components/WhenSeen';
import type { OtherNetwork } from '../networks/otherNetworkFields';
import { ClusterMates } from './ClusterMates';
import { PredictedBy } from './PredictedBy';

type Props = {
  unit: { id: string; index: number };
  layer: { id: string; name: string };
  others: readonly OtherNetwork[];
};

/** What a unit is to several units of another network at once. Nothing is computed before somebody scrolls here. */
export function UnitStructure({ unit, layer, others }: Props) {
  const [params, change] = useAddress();
  const choices = others.flatMap((network) => {
    const same = network.layers.nodes.find(({ name }) => name === layer.name);
    return same ? [{ network, same }] : [];
  });
  const chosen = choices.find(({ network }) => network.slug === params.get('with')) ?? choices[0];
  return (
    <Section
      title="Several units at once"
      note={`of ${layer.name} in another network`}
      actions={
        chosen ? (
          <Select
            label="Network"
            value={chosen.network.slug}
            onChange={(slug) => change({ with: slug === choices[0]?.network.slug ? null : slug })}
            choices={choices.map(({ network }) => ({ value: network.slug, label: network.name }))}
          />
        ) : null
      }
    >
      {chosen ? (
        <WhenSeen place={<Skeleton className="h-72 w-full" />}>
          {() => (
            <div className="grid items-start gap-4 xl:grid-cols-2">
              <PredictedBy unit={unit} layer={layer.id} other={chosen.same.id} />
              <ClusterMates unit={unit} layer={layer.id} other={chosen.same.id} />
            </div>
          )}
        </WhenSeen>
      ) : (
        <Note>No other network has a layer of that name. The Compare page takes any two layers.</Note>
      )}
    </Section>
  );
}
