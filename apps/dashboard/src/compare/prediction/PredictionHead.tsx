'use client';

import { Button } from '../../components/Button';
import { Explained } from '../../components/Explained';
import { Figure, Figures } from '../../components/Figure';
import { SwapIcon } from '../../components/icons';
import { absent, formatAny, formatShare, formatValue } from '../../format/numbers';
import { BASELINE_LOOKS } from '../../plots/looks';
import type { ComparedLayer } from '../comparisonDocument';
import { titleOf } from '../linked';
import type { Predicted } from './predictionDocument';
import type { PredictedByChance } from './usePredictionBaselines';

type Props = {
  left: ComparedLayer;
  right: ComparedLayer;
  prediction: Predicted;
  baselines: readonly PredictedByChance[];
  step: number;
  onSwap: () => void;
};

/** Which layer predicts which, how well under the penalty that is looked at, and how far that is proven. */
export function PredictionHead({ left, right, prediction, baselines, step, onSwap }: Props) {
  const { path, leastSquaresLoss, predictors, targets, unconverged, caveats } = prediction;
  const point = path[step];
  const largest = Math.max(0, ...path.map(({ gap }) => gap));
  const byChance = baselines.map(
    ({ kind, path: drawn }) => `${BASELINE_LOOKS[kind].name.toLowerCase()} ${formatValue(drawn[step]?.loss)}`,
  );
  return (
    <section aria-label="Sparse prediction" className="surface p-4">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 text-small">
          <span className="font-semibold">{titleOf(left)}</span>
          <span className="mx-1.5 text-faint">→ predicts →</span>
          <span className="font-semibold">{titleOf(right)}</span>
          <span className="block text-faint">
            each of {targets} right units as a weighted sum of few of {predictors} left ones (LASSO)
          </span>
        </p>
        <Button onClick={onSwap}>
          <SwapIcon width="14" height="14" /> Predict the other way
        </Button>
      </div>
      <Figures>
        <Figure name="Penalty">
          <output data-figure="penalty">{point ? formatAny(point.penalty) : absent}</output>
        </Figure>
        <Figure name="Mean loss" note={['lower = better predicted (0 to 0.5)', ...byChance].join(' · ')}>
          <output data-figure="loss">{formatValue(point?.loss)}</output>
        </Figure>
        <Figure name="Variance explained (R²)" note={`least squares ${formatShare(1 - 2 * leastSquaresLoss)}`}>
          <output data-figure="rSquared">{formatShare(point?.rSquared)}</output>
        </Figure>
        <Figure name="Contributing units" note={`mean, of ${predictors}`}>
          <output data-figure="contributing">{formatValue(point?.contributing, 1)}</output>
        </Figure>
        <Figure
          name={
            <Explained meaning="The duality gap bounds how far each solution can be from the best one, as a share of the loss without predictors.">
              Certified
            </Explained>
          }
          note={`largest gap ${formatAny(largest)}`}
        >
          {unconverged === 0 ? (
            'all solutions'
          ) : (
            <span className="text-warning">
              all but {unconverged} of {path.length * targets}
            </span>
          )}
        </Figure>
      </Figures>
      {caveats.length > 0 ? (
        <ul className="mt-3 list-disc pl-4 text-tiny text-faint">
          {caveats.map((caveat) => (
            <li key={caveat}>{caveat}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
