'use client';

import { comparePath } from '../address/paths';
import { useAddress } from '../address/useAddress';
import { Select } from '../components/Select';
import { drawnGrid } from './drawnGrid';
import { GridCard, type ShownGrid } from './GridCard';
import { GridStatus } from './GridStatus';
import type { GridBaseline } from './gridFields';
import { usualMeasure } from './measures';
import { type NetworkMatrix, networkGridBaselineDocument, networkGridDocument } from './networkGridDocument';
import { useGrid } from './useGrid';
import { useGridChoice } from './useGridChoice';

type Layered = { id: string; layers: { nodes: readonly { id: string; name: string }[] } };

type Props = {
  networks: readonly Layered[];
  /** Layers that all have, in the order of depth: one of them, or the mean over all, is shown. */
  layers: readonly string[];
};

/** Stands for the mean over the layers in the list of layers. */
const MEAN = 'mean over layers';
const PREFIX = 'networks';

/** Every network against every other one. */
export function NetworkGridCard({ networks, layers }: Props) {
  const [choice, choose] = useGridChoice(PREFIX);
  const [params, change] = useAddress();
  const [only] = layers.length === 1 ? layers : [];
  const layer = only ?? layers.find((name) => name === params.get(`${PREFIX}At`)) ?? MEAN;
  const variables = {
    networks: networks.map(({ id }) => id),
    by: choice.by ?? usualMeasure,
    layers: layer === MEAN ? [...layers] : [layer],
  };
  const asked = useGrid({
    query: networkGridDocument,
    chance: networkGridBaselineDocument,
    variables,
    choice,
    cellsOf: ({ similarities }) => (similarities.__typename === 'NetworkMatrix' ? similarities.cells : null),
    baselineOf: ({ similarities }) =>
      similarities.__typename === 'NetworkMatrix' ? similarities.cells.baseline : null,
  });
  const similarities = asked.result.data?.similarities;
  const matrix = similarities?.__typename === 'NetworkMatrix' ? similarities : null;
  return (
    <GridCard
      title="Networks × networks"
      invitation="Which of these networks are alike as wholes: each against every other one, at one layer or on the mean over the layers chosen above."
      {...{ choice, choose }}
      pickers={
        <Select
          label="Layer"
          value={layer}
          onChange={(name) => change({ [`${PREFIX}At`]: name === MEAN ? null : name })}
          choices={[
            ...(only === undefined
              ? [{ value: MEAN, label: `Mean over ${layers.length}`, note: 'those chosen above' }]
              : []),
            ...layers.map((name) => ({ value: name, label: name })),
          ]}
        />
      }
      asked={{ query: networkGridDocument, variables }}
      shown={matrix && shownNetworks(matrix, networks, asked.baseline)}
      status={
        <GridStatus
          result={asked.result}
          refusal={similarities?.__typename === 'Unavailable' ? similarities.message : null}
          framed={matrix !== null}
          pending={asked.cells?.pending ?? 0}
          cells={networks.length * (networks.length - 1)}
          computation={asked.computation}
        />
      }
      caveats={asked.cells?.caveats ?? []}
      chanceNote={asked.chanceNote}
    />
  );
}

function shownNetworks(matrix: NetworkMatrix, all: readonly Layered[], baseline: GridBaseline | null): ShownGrid {
  const { networks, layers, cells } = matrix;
  const things = networks.map(({ slug, name }) => ({ name: slug, title: name }));
  const [first] = layers;
  const layerOf = (network: { id: string } | undefined) =>
    all.find(({ id }) => id === network?.id)?.layers.nodes.find(({ name }) => name === first);
  return {
    grid: drawnGrid({ rows: things, columns: things, rowTitle: 'networks', columnTitle: 'networks' }, cells, baseline),
    hrefOf: ({ row, column }) => {
      const [left, right] = [layerOf(networks[row]), layerOf(networks[column])];
      return left && right && row !== column ? comparePath(left.id, right.id, { view: 'LAYERS' }) : null;
    },
    made:
      layers.length === 1
        ? `At ${first}, every position of every stimulus a sample.`
        : `Means over ${layers.join(', ')}, every position of every stimulus a sample. A cell opens at ${first}.`,
  };
}
