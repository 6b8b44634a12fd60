'use client';

import Link from 'next/link';
import { predictionPath } from '../address/paths';
import { ContributorList } from '../compare/prediction/ContributorList';
import { CopyAs } from '../components/CopyAs';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatAny, formatCount, formatShare, plural } from '../format/numbers';
import { StructureCard } from './StructureCard';
import { unitIn, unitPredictorsDocument } from './structureDocuments';

/** Predictors that are listed. */
const SHOWN = 12;

type Props = { unit: { id: string; index: number }; layer: string; other: string };

/** A unit as a sum of few units of another layer. */
export function PredictedBy({ unit, layer, other }: Props) {
  const variables = { id: unit.id, in: other, first: SHOWN };
  const result = useResult({ query: unitPredictorsDocument, variables });
  return (
    <StructureCard
      title="Predicted by"
      actions={
        <>
          <Link
            href={predictionPath(other, layer, unit.index)}
            className="rounded-small text-small font-medium text-accent hover:underline"
          >
            Over the penalty
          </Link>
          <CopyAs query={unitPredictorsDocument} variables={variables} />
        </>
      }
    >
      <Settled
        result={result}
        of={(data) => unitIn(data)?.predictors}
        name="What predicts the unit"
        skeleton={<Skeleton className="h-72 w-full" />}
      >
        {({ contributors, point, leastSquaresLoss, converged }) =>
          contributors.length === 0 ? (
            <Note>No unit of that layer helps to predict it.</Note>
          ) : (
            <>
              <p className="mb-2 text-small">
                {plural(point.contributing, 'unit')} explain <b>{formatShare(point.rSquared)}</b> of its variance
                <span className="text-faint">
                  {' '}
                  · all together {formatShare(1 - 2 * leastSquaresLoss)} · penalty {formatAny(point.penalty)}
                </span>
                {converged ? null : <span className="text-warning"> · not converged</span>}
              </p>
              <ContributorList unit={unit.id} contributors={contributors} />
              {point.contributing > contributors.length ? (
                <p className="mt-2 text-tiny text-faint">
                  and {formatCount(point.contributing - contributors.length)} with smaller weights
                </p>
              ) : null}
            </>
          )
        }
      </Settled>
    </StructureCard>
  );
}
