'use client';

import type { ReactNode } from 'react';
import { comparePath } from '../address/paths';
import { formatCount } from '../format/numbers';
import { drawnGrid } from './drawnGrid';
import { GridCard, type ShownGrid } from './GridCard';
import { GridStatus } from './GridStatus';
import type { GridBaseline } from './gridFields';
import { type LayerMatrix, layerGridBaselineDocument, layerGridDocument } from './layerGridDocument';
import { usualMeasure } from './measures';
import { useGrid } from './useGrid';
import { useGridChoice } from './useGridChoice';

type Props = {
  /** The network in rows, and the one in columns: the same one for a network against itself. */
  left: { id: string; slug: string; name: string };
  right: { id: string; slug: string; name: string };
  /** Begins the names of its choices in the address. */
  prefix: string;
  invitation: ReactNode;
  pickers?: ReactNode;
};

/** Every layer of a network against every layer of another one, or of itself. */
export function LayerGridCard({ left, right, prefix, invitation, pickers }: Props) {
  const [choice, choose] = useGridChoice(prefix);
  const variables = { slug: left.slug, to: right.id, by: choice.by ?? usualMeasure };
  const asked = useGrid({
    query: layerGridDocument,
    chance: layerGridBaselineDocument,
    variables,
    choice,
    cellsOf: ({ network }) => (network?.similarity.__typename === 'LayerMatrix' ? network.similarity.cells : null),
    baselineOf: ({ network }) =>
      network?.similarity.__typename === 'LayerMatrix' ? network.similarity.cells.baseline : null,
  });
  const similarity = asked.result.data?.network?.similarity;
  const matrix = similarity?.__typename === 'LayerMatrix' ? similarity : null;
  return (
    <GridCard
      title="Layers × layers"
      {...{ invitation, choice, choose, pickers }}
      asked={{ query: layerGridDocument, variables }}
      shown={matrix && shownLayers(matrix, asked.baseline)}
      status={
        <GridStatus
          result={asked.result}
          refusal={similarity?.__typename === 'Unavailable' ? similarity.message : null}
          framed={matrix !== null}
          pending={asked.cells?.pending ?? 0}
          cells={asked.cells?.values.length ?? 0}
          computation={asked.computation}
        />
      }
      caveats={asked.cells?.caveats ?? []}
      chanceNote={asked.chanceNote}
    />
  );
}

function shownLayers(
  { left, right, rows, columns, probeSet, cells }: LayerMatrix,
  baseline: GridBaseline | null,
): ShownGrid {
  const thingsOf = (layers: LayerMatrix['rows'], network: LayerMatrix['left']) =>
    layers.map(({ name }) => ({ name, title: `${name} of ${network.name}` }));
  return {
    grid: drawnGrid(
      {
        rows: thingsOf(rows, left),
        columns: thingsOf(columns, right),
        rowTitle: `layers of ${left.name}`,
        columnTitle: `layers of ${right.name}`,
      },
      cells,
      baseline,
    ),
    // The reduction goes along, so that the numbers there are the same ones.
    hrefOf: ({ row, column }) => {
      const [one, other] = [rows[row], columns[column]];
      return one && other ? comparePath(one.id, other.id, { reduction: 'MEAN', view: 'LAYERS' }) : null;
    },
    made: `Samples are means over positions, one for each of ${formatCount(probeSet.count)} stimuli of ${probeSet.name}, so that layers of any extents can be compared.`,
  };
}
