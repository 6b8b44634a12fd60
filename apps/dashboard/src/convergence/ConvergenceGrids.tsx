'use client';

import { useAddress } from '../address/useAddress';
import { Select } from '../components/Select';
import { LayerGridCard } from '../grids/LayerGridCard';
import { NetworkGridCard } from '../grids/NetworkGridCard';
import { byArchitecture } from '../networks/byArchitecture';
import type { ChoosableNetwork } from './choosableDocument';
import { sidesOf } from './sidesOf';

type Props = {
  networks: readonly ChoosableNetwork[];
  chosen: readonly ChoosableNetwork[];
  /** Layers of the figure above; empty when the chosen networks share none. */
  layers: readonly string[];
};

/** Whole layers and whole networks against each other, below the figure: asked for by whoever wants to see them. */
export function ConvergenceGrids({ networks, chosen, layers }: Props) {
  const [params, change] = useAddress();
  const sides = sidesOf(networks, chosen, params.get('layersOf'));
  const pick = (left: string, right: string) => change({ layersOf: `${left},${right}` });
  const groups = byArchitecture(networks).map((group) => ({
    label: group.architecture,
    choices: group.networks.map(({ slug, name }) => ({ value: slug, label: name })),
  }));
  return (
    <div className="mt-6 grid items-start gap-6 xl:grid-cols-2">
      {chosen.length >= 2 && layers.length > 0 ? <NetworkGridCard networks={chosen} layers={layers} /> : null}
      {sides ? (
        <LayerGridCard
          left={sides.left}
          right={sides.right}
          prefix="layers"
          invitation="Which depth of one network is like which depth of another: every layer against every layer, for any two networks, those of different architectures included."
          pickers={
            <>
              <Select
                label="Rows"
                value={sides.left.slug}
                onChange={(slug) => pick(slug, sides.right.slug)}
                groups={groups}
              />
              <Select
                label="Columns"
                value={sides.right.slug}
                onChange={(slug) => pick(sides.left.slug, slug)}
                groups={groups}
              />
            </>
          }
        />
      ) : null}
    </div>
  );
}
