'use client';

import { useRef } from 'react';
import { Button } from '../../components/Button';
import { CopyAs } from '../../components/CopyAs';
import { Slider } from '../../components/Slider';
import { formatValue, plural } from '../../format/numbers';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { useElementWidth } from '../../plots/useElementWidth';
import { Card } from '../Card';
import { spectralDocument } from './clusteringDocument';
import { SpectrumPicture, spectrumScales } from './SpectrumPicture';

type Props = {
  title: string;
  variables: Record<string, unknown>;
  eigenvalues: readonly number[];
  /** Clusters that there are, those on their way included. */
  count: number;
  /** The most that can be asked for. */
  most: number;
  /** Whether the widest gap chose them. */
  byGap: boolean;
  seed: number;
  onCount: (count: number | null) => void;
  onSeed: (seed: number) => void;
};

const HEIGHT = 280;

/** The lowest eigenvalues of the graph, from which the number of clusters is read. */
export function SpectrumCard(props: Props) {
  const { title, variables, eigenvalues, count, most, byGap, seed, onCount, onSeed } = props;
  const drawing = useRef<SVGSVGElement>(null);
  const [box, width] = useElementWidth<HTMLDivElement>();
  const { x } = spectrumScales({ eigenvalues, width, height: HEIGHT });
  const name = fileName(`${title} eigenvalues`);
  const csv = () =>
    toCsv(
      ['rank', 'eigenvalue'] as const,
      eigenvalues.map((eigenvalue, index) => ({ rank: index + 1, eigenvalue })),
    );
  return (
    <Card
      title="Eigenvalues of the graph of units"
      note="normalised Laplacian, 0 to 2"
      actions={
        <>
          <ExportMenu
            label="Export the eigenvalues"
            choices={[
              ...drawingChoices(drawing, name),
              { label: 'CSV', note: 'as shown', run: () => download(`${name}.csv`, csv(), 'text/csv') },
            ]}
          />
          <CopyAs query={spectralDocument} variables={variables} />
        </>
      }
    >
      <div ref={box} className="min-w-0">
        <svg
          ref={drawing}
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`The lowest ${eigenvalues.length} eigenvalues; behind the ${count}th the next is ${formatValue((eigenvalues[count] ?? Number.NaN) - (eigenvalues[count - 1] ?? Number.NaN))} higher`}
          className="block max-w-full"
        >
          <SpectrumPicture eigenvalues={eigenvalues} clusters={count} width={width} height={HEIGHT} />
        </svg>
        <div style={{ paddingLeft: x.range[0] - 8, paddingRight: Math.max(0, width - x(most) - 8) }}>
          <Slider
            label="Number of clusters"
            low={1}
            high={most}
            step={1}
            value={count}
            onChange={onCount}
            words={plural(count, 'cluster')}
          />
        </div>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 text-small text-soft">
        <output className="font-medium text-ink tabular-nums">{plural(count, 'cluster')}</output>
        {byGap ? (
          <span>as many as come before the widest gap</span>
        ) : (
          <Button look="quiet" onClick={() => onCount(null)}>
            Let the widest gap choose
          </Button>
        )}
        <span className="ml-auto inline-flex items-center gap-2">
          Seed {seed} of k-means
          <Button look="quiet" onClick={() => onSeed(seed + 1)}>
            Another seed
          </Button>
        </span>
      </div>
    </Card>
  );
}
