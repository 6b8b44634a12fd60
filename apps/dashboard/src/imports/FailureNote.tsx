import { Button } from '../components/Button';
import { AlertIcon, RetryIcon } from '../components/icons';
import type { ImportFailure } from './importFailure';

type Props = { title: string; failure: ImportFailure; onRetry?: (() => void) | undefined };

/** Why something could not come in, and the way out, with the code that is one where there is any. */
export function FailureNote({ title, failure, onRetry }: Props) {
  return (
    <div role="alert" className="rounded-card border border-danger/25 bg-danger-wash px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-2.5 gap-y-2">
        <AlertIcon className="mt-1 shrink-0 text-danger" />
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium text-danger">{title}</p>
          <p className="mt-0.5 break-words">{failure.message}</p>
          {failure.remedy ? <p className="mt-1 break-words text-soft">{failure.remedy}</p> : null}
        </div>
        {onRetry ? (
          <Button look="plain" onClick={onRetry}>
            <RetryIcon width="14" height="14" /> Try again
          </Button>
        ) : null}
      </div>
      {failure.code ? <Code text={failure.code} /> : null}
    </div>
  );
}

const codeBox = 'mt-3 overflow-x-auto rounded-small border border-line bg-sunken p-3';

function Code({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section className={codeBox} tabIndex={0} aria-label="Code">
      <pre className="font-mono text-tiny">{text}</pre>
    </section>
  );
}
