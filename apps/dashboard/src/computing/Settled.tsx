import type { ReactNode } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { SmallError } from '../components/SmallError';
import { absent } from '../format/numbers';
import { ComputingNote } from './ComputingNote';
import type { ComputationState } from './computationFields';
import { readableError } from './readableError';
import type { Result } from './useResult';

type Refusal = { __typename: 'Incomparable' | 'Unavailable'; message: string };
type Value<Field> = Exclude<NonNullable<Field>, { __typename: 'Computation' | 'Incomparable' | 'Unavailable' }>;

type Props<Data, Field> = {
  result: Result<Data>;
  /** The field of the answer that is shown here; absent when its parent does not exist. */
  of: (data: Data) => Field;
  /** What it is, for the error: "The histogram". */
  name: string;
  skeleton?: ReactNode;
  /** What to show when the answer has nothing there. */
  missing?: ReactNode;
  /** In a cell or beside a name: failures and progress in one line. */
  compact?: boolean;
  children: (value: Value<Field>) => ReactNode;
};

/**
 * Shows one field of an answer in whatever state it is: loading, computing, failed, refused, or there. Only the value
 * itself reaches the children.
 */
export function Settled<Data, Field>({
  result,
  of,
  name,
  skeleton,
  missing = null,
  compact = false,
  children,
}: Props<Data, Field>) {
  const place = skeleton ?? <Skeleton className="h-16 w-full" />;
  const field = result.data === undefined ? undefined : of(result.data);
  if (field == null) {
    if (result.error) {
      if (compact) return <SmallError title={readableError(result.error)} onRetry={result.refetch} />;
      return (
        <ErrorNote title={`${name} cannot be shown`} message={readableError(result.error)} onRetry={result.refetch} />
      );
    }
    return result.data === undefined || result.fetching ? place : missing;
  }
  const { __typename } = field as { __typename?: string };
  if (__typename === 'Computation') {
    return (
      <ComputingNote
        computation={field as unknown as ComputationState}
        refetch={result.refetch}
        skeleton={place}
        compact={compact}
      />
    );
  }
  if (__typename === 'Incomparable' || __typename === 'Unavailable') {
    const { message } = field as unknown as Refusal;
    return compact ? <span title={message}>{absent}</span> : <Note>{message}</Note>;
  }
  return children(field as Value<Field>);
}
