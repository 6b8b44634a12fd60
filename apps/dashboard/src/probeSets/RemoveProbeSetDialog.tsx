'use client';

import { useMutation } from 'urql';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { ErrorNote } from '../components/ErrorNote';
import { readableError } from '../computing/readableError';
import { removeProbeSetDocument } from './probeSetsDocument';

type Props = {
  probeSet: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRemoved: () => void;
};

export default function RemoveProbeSetDialog({ probeSet, open, onOpenChange, onRemoved }: Props) {
  const [{ error, fetching }, remove] = useMutation(removeProbeSetDocument);
  async function confirm() {
    const outcome = await remove({ id: probeSet.id });
    if (outcome.error) return;
    onOpenChange(false);
    onRemoved();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${probeSet.name}?`}
      description="Networks can no longer be recorded on it or shown with its pictures. Values already computed stay on disk; importing the same stimuli again brings them back."
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
