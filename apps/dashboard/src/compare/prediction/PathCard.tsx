'use client';

import { useRef } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { Card } from '../Card';
import type { Compared } from '../comparisonDocument';
import { PathPlot } from './PathPlot';
import { type Predicted, predictionDocument } from './predictionDocument';

type Props = { compared: Compared; prediction: Predicted; title: string; step: number; onStep: (step: number) => void };

/** One to few: what fewer predictors cost. */
export function PathCard({ compared, prediction, title, step, onStep }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const name = fileName(`${title} prediction`);
  const csv = () =>
    toCsv(
      ['penalty', 'mean_loss', 'mean_r_squared', 'mean_contributing_units', 'largest_gap'] as const,
      prediction.path.map(({ penalty, loss, rSquared, contributing, gap }) => ({
        penalty,
        mean_loss: loss,
        mean_r_squared: rSquared,
        mean_contributing_units: contributing,
        largest_gap: gap,
      })),
    );
  return (
    <Card
      title="Loss and contributing units"
      note="means over the right units"
      actions={
        <>
          <ExportMenu
            label="Export the prediction over the penalty"
            choices={[
              ...drawingChoices(drawing, name),
              { label: 'CSV', note: 'all penalties', run: () => download(`${name}.csv`, csv(), 'text/csv') },
            ]}
          />
          <CopyAs query={predictionDocument} variables={compared} />
        </>
      }
    >
      <PathPlot prediction={prediction} step={step} onStep={onStep} svgRef={drawing} />
    </Card>
  );
}
