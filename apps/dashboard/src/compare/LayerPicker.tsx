'use client';

import { Select } from '../components/Select';
import { byArchitecture } from '../networks/byArchitecture';
import type { ChoosableNetwork } from './choicesDocument';

type Props = { name: string; networks: readonly ChoosableNetwork[]; layer: string; onChange: (layer: string) => void };

/** A network and one of its layers. Another network keeps the layer of that name, where it has one. */
export function LayerPicker({ name, networks, layer, onChange }: Props) {
  const network = networks.find(({ layers }) => layers.nodes.some(({ id }) => id === layer));
  const present = network?.layers.nodes.find(({ id }) => id === layer);

  function changeNetwork(id: string) {
    const layers = networks.find((candidate) => candidate.id === id)?.layers.nodes ?? [];
    const next =
      layers.find((candidate) => candidate.name === present?.name) ??
      layers.find(({ kind }) => kind === 'CONVOLUTION') ??
      layers[0];
    if (next) onChange(next.id);
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-tiny text-faint">{name}</legend>
      <div className="flex flex-wrap gap-2">
        <Select
          label={`${name} network`}
          bare
          value={network?.id ?? ''}
          onChange={changeNetwork}
          placeholder="no such network"
          groups={byArchitecture(networks).map((group) => ({
            label: group.architecture,
            choices: group.networks.map(({ id, name }) => ({ value: id, label: name })),
          }))}
        />
        <Select
          label={`${name} layer`}
          bare
          value={present ? layer : ''}
          onChange={onChange}
          placeholder="no such layer"
          choices={(network?.layers.nodes ?? []).map(({ id, name, unitCount }) => ({
            value: id,
            label: name,
            note: `${unitCount} units`,
          }))}
        />
      </div>
    </fieldset>
  );
}
