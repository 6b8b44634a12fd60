'use client';

import { byArchitecture } from '../networks/byArchitecture';
import type { ChoosableNetwork } from './choosableDocument';
import type { SharedLayer } from './chosenLayers';
import { ToggleList } from './ToggleList';

type Props = {
  networks: readonly ChoosableNetwork[];
  chosen: readonly ChoosableNetwork[];
  shared: readonly SharedLayer[];
  layers: readonly string[];
  onNetworks: (slugs: string[]) => void;
  onLayers: (names: string[]) => void;
};

/** Which networks, and which of the layers that they share. */
export function ConvergencePickers({ networks, chosen, shared, layers, onNetworks, onLayers }: Props) {
  const chosenSlugs = chosen.map(({ slug }) => slug);
  return (
    <div className="surface mb-6 flex flex-col gap-3 p-4">
      {byArchitecture(networks).map((group) => (
        <ToggleList
          key={group.architecture}
          label={group.architecture}
          choices={group.networks.map(({ slug, name }) => ({ value: slug, label: name }))}
          chosen={chosenSlugs}
          // Catalog order, so that the same set is always the same address.
          onChange={(slugs) => onNetworks(networks.map(({ slug }) => slug).filter((slug) => slugs.includes(slug)))}
          others={chosenSlugs}
        />
      ))}
      {shared.length > 0 ? (
        <ToggleList
          label="Layers"
          choices={shared.map(({ name }) => ({ value: name, label: name }))}
          chosen={layers}
          onChange={(names) =>
            names.length > 0 && onLayers(shared.map(({ name }) => name).filter((name) => names.includes(name)))
          }
        />
      ) : null}
    </div>
  );
}
