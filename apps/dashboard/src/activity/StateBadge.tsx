import { joined } from '../components/joined';
import type { ListedComputation } from './computationsDocument';

const looks: Record<ListedComputation['state'], [label: string, className: string]> = {
  QUEUED: ['waiting', 'bg-sunken text-soft'],
  RUNNING: ['running', 'bg-accent-wash text-accent'],
  DONE: ['done', 'bg-good/12 text-good'],
  FAILED: ['failed', 'bg-danger-wash text-danger'],
  CANCELLED: ['cancelled', 'bg-sunken text-warning'],
};

export function StateBadge({ state }: { state: ListedComputation['state'] }) {
  const [label, className] = looks[state];
  return (
    <span
      className={joined(
        'inline-flex h-5 w-[4.5rem] items-center justify-center rounded-[0.25rem] text-tiny',
        className,
      )}
    >
      {label}
    </span>
  );
}
