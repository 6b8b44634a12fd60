import { RetryIcon } from './icons';

/** A failure where there is room for a word only: the reason is its tip, and a click tries again. */
export function SmallError({ title, onRetry }: { title: string; onRetry: () => void }) {
  return (
    <span role="alert" className="relative">
      <button
        type="button"
        title={title}
        onClick={onRetry}
        className="inline-flex items-center gap-1 rounded-small text-danger hover:underline"
      >
        failed <RetryIcon width="12" height="12" />
        <span className="sr-only">: {title}. Try again</span>
      </button>
    </span>
  );
}
