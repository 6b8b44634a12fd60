import { RemoveButton } from '../removal/RemoveButton';
import { removeDocument } from './removeDocument';

type Props = { network: { id: string; name: string }; onRemoved?: () => void; className?: string };

export function RemoveNetwork({ network, onRemoved, className }: Props) {
  return (
    <RemoveButton
      thing={network}
      document={removeDocument}
      consequence="It leaves the graph, and links to it stop working. Values already computed stay on disk; importing the same file again, or restoring the examples, brings it back with them."
      onRemoved={onRemoved}
      className={className}
    />
  );
}
