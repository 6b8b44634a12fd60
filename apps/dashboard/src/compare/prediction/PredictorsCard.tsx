'use client';

import Link from 'next/link';
import { unitPath } from '../../address/paths';
import { CopyAs } from '../../components/CopyAs';
import { Note } from '../../components/Note';
import { Skeleton } from '../../components/Skeleton';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import { formatAny, formatCount, formatValue, plural } from '../../format/numbers';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { ExportMenu } from '../../plots/ExportMenu';
import { ScrollBox } from '../../plots/ScrollBox';
import { Card } from '../Card';
import type { Compared, ComparedLayer } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { StimulusMosaic } from '../StimulusMosaic';
import { useSteady } from '../useSteady';
import { ContributorList } from './ContributorList';
import { type PredictorsFound, predictorsDocument } from './predictorsDocument';

/** Contributors that are listed. */
const SHOWN = 40;

type Props = {
  compared: Compared;
  title: string;
  left: ComparedLayer;
  right: ComparedLayer;
  /** Index of the right unit. */
  unit: number;
  /** Whether somebody chose it. */
  chosen: boolean;
  penalty: number;
};

/** The few left units that one right unit is made of under the penalty that is looked at. */
export function PredictorsCard({ compared, title, left, right, unit, chosen, penalty }: Props) {
  const variables = { ...compared, unit, penalty: useSteady(penalty, 120), first: SHOWN };
  const result = useResult({ query: predictorsDocument, variables });
  const comparison = result.data && comparisonIn(result.data);
  const answered = comparison?.prediction.__typename === 'Prediction' ? comparison.prediction.unit : null;
  // While the answer for this unit is on its way, the last one must not pass for it.
  const predicted = answered?.unit.index === unit ? answered.unit : null;
  const name = fileName(`${title} predictors of unit ${unit} at ${formatAny(penalty)}`);
  const found = predicted && answered?.predictors.__typename === 'Predictors' ? answered.predictors : null;
  return (
    <Card
      title={`What predicts unit ${unit}`}
      note={chosen ? `under the penalty ${formatAny(penalty)}` : 'the best predicted; choose another in the table'}
      actions={
        <>
          {found ? (
            <ExportMenu
              label="Export the predictors"
              choices={[
                {
                  label: 'CSV',
                  note: 'as shown',
                  run: () => download(`${name}.csv`, csvOf(found), 'text/csv'),
                },
              ]}
            />
          ) : null}
          <CopyAs query={predictorsDocument} variables={variables} />
        </>
      }
    >
      <div className="mb-4 flex items-start gap-4">
        <StimulusMosaic unit={predicted} size="w-20" />
        <div className="min-w-0">
          <Link
            href={unitPath({ slug: right.network.slug, layer: right.name, index: unit })}
            className="rounded-small text-small font-medium hover:text-accent"
          >
            Unit {unit}
          </Link>
          <p className="text-tiny text-faint">
            {right.network.slug} / {right.name}, from {left.network.slug} / {left.name}
          </p>
          {found ? (
            <p className="mt-1.5 text-small">
              Loss <span className="font-medium tabular-nums">{formatValue(found.point.loss)}</span>, R²{' '}
              <span className="font-medium tabular-nums">{formatValue(found.point.rSquared)}</span> from{' '}
              {plural(found.point.contributing, 'unit')}
              <span className="text-faint"> · least squares {formatValue(found.leastSquaresLoss)}</span>
              {found.converged ? null : (
                <span className="text-warning"> · not converged: gap {formatAny(found.point.gap)}</span>
              )}
            </p>
          ) : null}
        </div>
      </div>
      <Settled
        result={result}
        of={(data) => {
          const prediction = comparisonIn(data)?.prediction;
          if (prediction?.__typename !== 'Prediction') return prediction as never;
          return prediction.unit?.unit.index === unit ? prediction.unit.predictors : null;
        }}
        name="The predictors"
        skeleton={<Skeleton className="h-48 w-full" />}
        missing={<Note>Unit {unit} does not vary, so nothing predicts it.</Note>}
      >
        {({ contributors, point }: PredictorsFound) =>
          contributors.length === 0 ? (
            <Note>No unit contributes under this penalty. Lower it with the slider.</Note>
          ) : (
            <>
              <p className="mb-1 text-tiny text-faint">
                Weights in deviations of the unit for one deviation of the contributor; to the left, it is inhibited.
              </p>
              <ScrollBox label="Contributing units" className="max-h-[27rem] overflow-y-auto">
                <ContributorList unit={predicted?.id ?? ''} contributors={contributors} />
              </ScrollBox>
              {point.contributing > contributors.length ? (
                <p className="mt-2 text-tiny text-faint">
                  and {formatCount(point.contributing - contributors.length)} with smaller weights
                </p>
              ) : null}
            </>
          )
        }
      </Settled>
    </Card>
  );
}

function csvOf({ contributors, point }: PredictorsFound): string {
  return toCsv(
    ['unit', 'weight', 'penalty'] as const,
    contributors.map(({ unit, weight }) => ({ unit: unit.id, weight, penalty: point.penalty })),
  );
}
