'use client';

import { stringifyDocument } from '@urql/core';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { Button } from './Button';
import { copyTexts } from './copyTexts';
import { CheckIcon, ChevronDownIcon, CopyIcon } from './icons';

type Props = { query: Parameters<typeof stringifyDocument>[0]; variables?: Record<string, unknown> };

const entry =
  'flex cursor-default items-center gap-2 rounded-small px-2.5 py-1.5 text-small outline-none select-none data-[highlighted]:bg-accent-wash';

/** What this page asked the API, to be asked again elsewhere. */
export function CopyAs({ query, variables = {} }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Browsers refuse without permission and outside secure origins; saying so beats a silent nothing.
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(null), 2_500);
  }

  const said = { copied: 'Copied', refused: 'The browser refused' };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button>
          {outcome === 'copied' ? <CheckIcon width="14" height="14" /> : <CopyIcon width="14" height="14" />}
          <span aria-live="polite">{outcome ? said[outcome] : 'Copy as'}</span>
          <ChevronDownIcon width="12" height="12" className="text-faint" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="surface z-50 min-w-36 p-1 shadow-card animate-[appear_120ms_ease-out]"
        >
          {copyTexts.map(({ label, text }) => (
            <DropdownMenu.Item
              key={label}
              className={entry}
              onSelect={() => copy(text(stringifyDocument(query), variables, window.location.origin))}
            >
              {label}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={entry} onSelect={() => copy(window.location.href)}>
            Link to this view
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
