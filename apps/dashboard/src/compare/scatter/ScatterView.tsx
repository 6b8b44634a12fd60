'use client';

import { useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { ErrorNote } from '../../components/ErrorNote';
import { Skeleton } from '../../components/Skeleton';
import { fileName } from '../../plots/download';
import { ExportMenu } from '../../plots/ExportMenu';
import { MEASURE_LOOKS, type Measure } from '../../plots/measureLooks';
import { PairScatter } from '../../plots/PairScatter';
import type { UnitMatrix } from '../../plots/unitMatrix';
import { pairAt } from '../../plots/unitPairs';
import { fileTitle, type Linked, type Shared, titleOf } from '../linked';
import { useUnitMatrix } from '../useUnitMatrix';
import { HiddenRelatives } from './HiddenRelatives';
import { gaussianInformation } from './information';
import { ScatterFigures } from './ScatterFigures';
import { scatterExports } from './scatterExports';
import { scatterFindings } from './scatterFindings';

type File = Parameters<typeof useUnitMatrix>[0];
type Props = Pick<Shared, 'left' | 'right'> &
  Linked & {
    files: { correlation: File; information: File };
    /** The correlation that lies along the flat axis. */
    measure: Measure;
    /** Where the export menu belongs: the head of the card. */
    exports: HTMLElement | null;
  };

/** Fetches both matrices. */
export function ScatterView({ files, ...rest }: Props) {
  const correlation = useUnitMatrix(files.correlation);
  const information = useUnitMatrix(files.information);
  for (const { error, retry } of [correlation, information])
    if (error) return <ErrorNote title="The pairs cannot be shown" message={error.message} onRetry={retry} />;
  if (!correlation.matrix || !information.matrix) return <Skeleton className="aspect-[5/3] max-h-[28rem] w-full" />;
  return <ScatteredPairs x={correlation.matrix} y={information.matrix} {...rest} />;
}

type PairsProps = Omit<Props, 'files'> & { x: UnitMatrix; y: UnitMatrix };

/** The pairs, what follows from them in numbers, and those that correlation misses. */
function ScatteredPairs({ x, y, left, right, measure, exports, ...linked }: PairsProps) {
  const same = left.id === right.id;
  const findings = useMemo(() => scatterFindings(x, y, same), [x, y, same]);
  const points = useMemo(() => ({ x, y, places: findings.places }), [x, y, findings]);
  const hidden = useMemo(() => findings.hidden.map((place) => pairAt(x, place)), [findings, x]);
  const drawing = useRef<SVGSVGElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [flat, upright] = [MEASURE_LOOKS[measure], MEASURE_LOOKS.MUTUAL_INFORMATION];
  const name = fileName(`${fileTitle({ left, right })} ${flat.title} and mutual information`);
  if (findings.places.length === 0) return <p className="text-soft">No two units that vary.</p>;
  return (
    <>
      {exports
        ? createPortal(
            <ExportMenu
              label="Export the pairs"
              choices={scatterExports({ drawing, canvas, points, column: flat.column, name })}
            />,
            exports,
          )
        : null}
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <PairScatter
          label={`${titleOf(left)} with ${titleOf(right)}: ${flat.title.toLowerCase()} and mutual information of ${findings.places.length} pairs`}
          points={points}
          xMeasure={flat}
          yMeasure={upright}
          reference={{ name: 'Gaussian units', y: gaussianInformation }}
          marked={hidden}
          svgRef={drawing}
          canvasRef={canvas}
          {...linked}
        />
        <div className="flex min-w-0 flex-col gap-5">
          <ScatterFigures findings={findings} same={same} />
          <HiddenRelatives pairs={hidden} count={findings.hiddenCount} x={x} y={y} {...linked} />
        </div>
      </div>
    </>
  );
}
