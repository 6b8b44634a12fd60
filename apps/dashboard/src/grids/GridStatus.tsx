import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import type { ComputationState } from '../computing/computationFields';
import { readableError } from '../computing/readableError';
import type { Result } from '../computing/useResult';

type Props = {
  result: Result<unknown>;
  /** Why there is no matrix at all. */
  refusal: string | null;
  /** Whether the frame of the matrix is there. */
  framed: boolean;
  pending: number;
  cells: number;
  /** What computes: the cells, then what chance gives. */
  computation: ComputationState | null;
};

/** What stands above a matrix while it is not whole: how many cells are there, how far the rest is, or what went wrong. */
export function GridStatus({ result, refusal, framed, pending, cells, computation }: Props) {
  if (refusal !== null) return <Note>{refusal}</Note>;
  const failed = result.error && (
    <ErrorNote title="The matrix cannot be asked for" message={readableError(result.error)} onRetry={result.refetch} />
  );
  if (!framed) return failed ?? <Skeleton className="aspect-square max-h-96 w-full" />;
  return (
    <>
      {failed}
      {computation ? (
        <div className="mb-3">
          {pending > 0 ? (
            <p className="text-small text-soft">
              {cells - pending} of {cells} cells are there
            </p>
          ) : null}
          <ComputingNote computation={computation} refetch={result.refetch} />
        </div>
      ) : null}
    </>
  );
}
