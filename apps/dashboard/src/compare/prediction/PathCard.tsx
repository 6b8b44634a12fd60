'use client';

import { useRef } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { ComputingNote } from '../../computing/ComputingNote';
import { findComputations } from '../../computing/findComputations';
import { toCsv } from '../../plots/csv';
import type { BaselineKind } from '../../plots/curve';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { BASELINE_LOOKS } from '../../plots/looks';
import { PlotKey } from '../../plots/PlotKey';
import { AskForChance } from '../AskForChance';
import { Card } from '../Card';
import type { Compared } from '../comparisonDocument';
import { PathPlot } from './PathPlot';
import { type Predicted, predictionDocument } from './predictionDocument';
import type { PredictionBaselines } from './usePredictionBaselines';

type Props = {
  compared: Compared;
  prediction: Predicted;
  byChance: PredictionBaselines;
  title: string;
  step: number;
  onStep: (step: number) => void;
};

/** One to few: what fewer predictors cost. */
export function PathCard({ compared, prediction, byChance, title, step, onStep }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const name = fileName(`${title} prediction`);
  const { chance, result, baselines } = byChance;
  const [pending] = findComputations(result.data);
  const lossByChance = (kind: BaselineKind, place: number) =>
    baselines.find((baseline) => baseline.kind === kind)?.path[place]?.loss ?? null;
  const csv = () =>
    toCsv(
      [
        'penalty',
        'mean_loss',
        'mean_r_squared',
        'mean_contributing_units',
        'largest_gap',
        'permuted_mean_loss',
        'rotated_mean_loss',
      ] as const,
      prediction.path.map(({ penalty, loss, rSquared, contributing, gap }, place) => ({
        penalty,
        mean_loss: loss,
        mean_r_squared: rSquared,
        mean_contributing_units: contributing,
        largest_gap: gap,
        permuted_mean_loss: lossByChance('PERMUTATION', place),
        rotated_mean_loss: lossByChance('ROTATION', place),
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
      <PathPlot prediction={prediction} baselines={baselines} step={step} onStep={onStep} svgRef={drawing} />
      <PlotKey lines={baselines.map(({ kind }) => BASELINE_LOOKS[kind])} bands={[]} />
      <AskForChance chance={chance} />
      {pending ? <ComputingNote computation={pending} refetch={result.refetch} /> : null}
    </Card>
  );
}
