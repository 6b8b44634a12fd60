import { Button } from './Button';
import { AlertIcon, RetryIcon } from './icons';

type Props = {
  /** What could not be shown, in a few words. */
  title: string;
  message?: string | null | undefined;
  onRetry?: (() => void) | undefined;
};

/** One thing failed; the rest of the page stands. */
export function ErrorNote({ title, message, onRetry }: Props) {
  return (
    <div
      role="alert"
      className="flex items-start gap-2.5 rounded-card border border-danger/25 bg-danger-wash px-3 py-2.5"
    >
      <AlertIcon className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger">{title}</p>
        {message ? <p className="mt-0.5 text-small break-words text-soft">{message}</p> : null}
      </div>
      {onRetry ? (
        <Button look="quiet" onClick={onRetry} className="-my-0.5">
          <RetryIcon width="14" height="14" /> Try again
        </Button>
      ) : null}
    </div>
  );
}
