'use client';

import { useRef } from 'react';
import { Card } from '../compare/Card';
import { toCsv } from '../plots/csv';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { ExportMenu } from '../plots/ExportMenu';
import { StackedBars } from '../plots/StackedBars';
import { FoundTable } from './FoundTable';
import type { LayerCounts } from './layerCounts';
import { type Found, STANDING_LOOKS, standingsAmong } from './standingLooks';

type Props = {
  counts: readonly LayerCounts[];
  slugs: readonly string[];
  threshold: number;
  onPick: (layer: string, found: Found) => void;
};

/** Units found in all, some or one of the networks, layer by layer, as bars and as numbers. */
export function FoundCard({ counts, slugs, threshold, onPick }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const standings = standingsAmong(slugs.length);
  const name = fileName(`universality ${slugs.join(' ')} above ${threshold}`);
  return (
    <Card
      title="Where units are found"
      note={
        slugs.length === 2
          ? 'units of both networks, each looked for in the other'
          : `units of all ${slugs.length} networks, each looked for in the others`
      }
      actions={
        <ExportMenu
          label="Export the figure"
          choices={[
            ...drawingChoices(drawing, name),
            {
              label: 'CSV',
              note: 'every layer',
              run: () => download(`${name}.csv`, csvOf(counts, threshold), 'text/csv'),
            },
          ]}
        />
      }
    >
      <div className="grid items-start gap-x-8 gap-y-4 xl:grid-cols-2">
        <StackedBars
          label="Share of the units of each layer that are found in all, some or one of the networks"
          series={standings.map((standing) => STANDING_LOOKS[standing])}
          bars={counts.map((layer) => ({
            label: layer.layer,
            values: standings.map((standing) => layer[STANDING_LOOKS[standing].field] as number),
          }))}
          axis={{ title: 'Share of the live units', direction: '· fuller colour = more universal' }}
          onPick={(bar, series) => onPick(counts[bar]!.layer, standings[series]!)}
          svgRef={drawing}
        />
        <FoundTable counts={counts} standings={standings} onPick={onPick} />
      </div>
    </Card>
  );
}

function csvOf(counts: readonly LayerCounts[], threshold: number): string {
  const columns = [
    'layer',
    'threshold',
    'in_all',
    'in_some',
    'in_one',
    'no_variance',
    'mean_excess',
    'mean_best',
    'mean_rotated',
  ] as const;
  return toCsv(
    columns,
    counts.map(({ layer, all, some, one, dead, excess, best, rotated }) => ({
      layer,
      threshold,
      in_all: all,
      in_some: some,
      in_one: one,
      no_variance: dead,
      mean_excess: excess,
      mean_best: best,
      mean_rotated: rotated,
    })),
  );
}
