'use client';

import { useState } from 'react';
import { CheckIcon, CopyIcon } from './icons';

type Props = { text: string; shown: string; name: string };

/** A long identifier, cut for the eye and whole for the clipboard. */
export function CopyText({ text, shown, name }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(null), 2_000);
  }
  return (
    <button
      type="button"
      onClick={copy}
      title={text}
      aria-label={`Copy the ${name}`}
      className="inline-flex items-center gap-1.5 rounded-small font-mono text-small hover:text-accent"
    >
      {outcome === 'refused' ? text : shown}
      {outcome === 'copied' ? (
        <CheckIcon width="12" height="12" />
      ) : (
        <CopyIcon width="12" height="12" className="text-faint" />
      )}
      <span className="sr-only" aria-live="polite">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The browser refused; the whole text is shown' : ''}
      </span>
    </button>
  );
}
