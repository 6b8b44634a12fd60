'use client';

import { useMutation } from 'urql';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { ErrorNote } from '../components/ErrorNote';
import { readableError } from '../computing/readableError';
import type { Removal } from './RemoveButton';

type Props = Removal & { open: boolean; onOpenChange: (open: boolean) => void };

/** Asks before something leaves the graph. */
export default function RemoveDialog({ thing, document, consequence, open, onOpenChange, onRemoved }: Props) {
  const [{ error, fetching }, remove] = useMutation(document);
  async function confirm() {
    const outcome = await remove({ id: thing.id });
    if (outcome.error) return;
    onOpenChange(false);
    onRemoved?.();
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Remove ${thing.name}?`} description={consequence}>
      {error ? <ErrorNote title="It could not be removed" message={readableError(error)} /> : null}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Keep</Button>
        <Button look="danger" onClick={confirm} disabled={fetching}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}
