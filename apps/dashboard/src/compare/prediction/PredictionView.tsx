'use client';

import { useMemo, useState } from 'react';
import { Note } from '../../components/Note';
import { Skeleton } from '../../components/Skeleton';
import { useDragged } from '../../components/Slider';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import type { ViewProps } from '../ComparisonViews';
import { comparisonIn } from '../comparisonIn';
import { fileTitle } from '../linked';
import { DistributionCard } from './DistributionCard';
import { PathCard } from './PathCard';
import { PredictionHead } from './PredictionHead';
import { PredictorsCard } from './PredictorsCard';
import { nearestStep, usualStep } from './penaltyStep';
import { type Predicted, predictionDocument } from './predictionDocument';
import { type TargetRow, targetRows } from './sortedTargets';
import { TargetTable } from './TargetTable';
import { usePredictionBaselines } from './usePredictionBaselines';
import { usePredictionChoice } from './usePredictionChoice';
import { useTargets } from './useTargets';

/** One to few: every right unit as a sum of few left ones, over the penalty that decides how few. */
export function PredictionView(props: ViewProps) {
  const { left, right } = props.comparison;
  if (left.id !== right.id) return <Prediction {...props} />;
  return (
    <Note>A layer predicts itself: each unit by the unit itself, with weight 1. Choose two different layers.</Note>
  );
}

function Prediction(props: ViewProps) {
  const result = useResult({ query: predictionDocument, variables: props.compared });
  return (
    <Settled
      result={result}
      of={(data) => comparisonIn(data)?.prediction}
      name="The prediction"
      skeleton={<Skeleton className="h-96 w-full" />}
    >
      {(prediction) => <Parts {...props} prediction={prediction} />}
    </Settled>
  );
}

function Parts({ comparison, compared, choose, prediction }: ViewProps & { prediction: Predicted }) {
  const { left, right } = comparison;
  const { path, penalties, leastSquaresLoss } = prediction;
  const [choice, change] = usePredictionChoice();
  const kept = choice.penalty === null ? usualStep(path, leastSquaresLoss) : nearestStep(penalties, choice.penalty);
  const [step, setStep] = useDragged(kept, (next) => change({ penalty: penalties[next] ?? null }));
  const [cursor, setCursor] = useState<TargetRow | null>(null);
  const byChance = usePredictionBaselines(compared, prediction);
  const targets = useTargets(compared);
  const rows = useMemo(() => targetRows(targets.rows, step), [targets.rows, step]);
  const most = useMemo(
    () => Math.max(1, ...targets.rows.map((row) => row.path.at(-1)?.contributing ?? 0)),
    [targets.rows],
  );
  const penalty = penalties[step] ?? 0;
  const best = rows.reduce<TargetRow | null>((least, row) => (least && least.loss <= row.loss ? least : row), null);
  const opened = choice.predicted ?? best?.index ?? null;
  const title = fileTitle({ left, right });
  return (
    <div className="flex flex-col gap-6">
      <PredictionHead
        {...{ left, right, prediction, step }}
        baselines={byChance.baselines}
        onSwap={() => choose({ left: right.id, right: left.id })}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <PathCard {...{ compared, prediction, byChance, title, step }} onStep={setStep} />
        <DistributionCard {...{ title, targets, rows, penalty, most, cursor }} />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <TargetTable
          {...{ compared, title, targets, rows, penalty, opened }}
          onOpen={(predicted) => change({ predicted })}
          onCursor={setCursor}
        />
        {opened === null ? null : (
          <PredictorsCard
            {...{ compared, title, left, right, penalty }}
            unit={opened}
            chosen={choice.predicted !== null}
          />
        )}
      </div>
    </div>
  );
}
