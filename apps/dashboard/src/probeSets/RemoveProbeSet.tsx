import { RemoveButton } from '../removal/RemoveButton';
import { removeProbeSetDocument } from './probeSetsDocument';

type Props = { probeSet: { id: string; name: string }; onRemoved: () => void };

export function RemoveProbeSet({ probeSet, onRemoved }: Props) {
  return (
    <RemoveButton
      thing={probeSet}
      document={removeProbeSetDocument}
      consequence="Networks can no longer be recorded on it or shown with its pictures. Values already computed stay on disk; importing the same stimuli again brings them back."
      onRemoved={onRemoved}
      className="-mt-1 -mr-1 text-faint"
    />
  );
}
