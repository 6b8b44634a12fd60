'use client';

import { useMutation } from 'urql';
import { Button } from '../components/Button';
import { RetryIcon } from '../components/icons';
import { readableError } from '../computing/readableError';
import { restoreDocument } from './removeDocument';

/** Brings removed example networks back. `onRestored` asks for the list again. */
export function RestoreExamples({ onRestored, primary = false }: { onRestored: () => void; primary?: boolean }) {
  const [{ error, fetching }, restore] = useMutation(restoreDocument);
  async function run() {
    const outcome = await restore({});
    if (!outcome.error) onRestored();
  }
  return (
    <div className="flex items-center gap-3">
      {error ? (
        <span role="alert" className="text-small text-danger">
          {readableError(error)}
        </span>
      ) : null}
      <Button look={primary ? 'primary' : 'plain'} onClick={run} disabled={fetching}>
        <RetryIcon width="14" height="14" /> {fetching ? 'Restoring' : 'Restore examples'}
      </Button>
    </div>
  );
}
