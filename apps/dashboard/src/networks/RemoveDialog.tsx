'use client';

import { useMutation } from 'urql';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { ErrorNote } from '../components/ErrorNote';
import { readableError } from '../computing/readableError';
import { removeDocument } from './removeDocument';

type Props = {
  network: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRemoved?: (() => void) | undefined;
};

export default function RemoveDialog({ network, open, onOpenChange, onRemoved }: Props) {
  const [{ error, fetching }, remove] = useMutation(removeDocument);
  async function confirm() {
    const outcome = await remove({ id: network.id });
    if (outcome.error) return;
    onOpenChange(false);
    onRemoved?.();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${network.name}?`}
      description="It leaves the graph, and links to it stop working. Values already computed stay on disk; importing the same file again, or restoring the examples, brings it back with them."
    >
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
