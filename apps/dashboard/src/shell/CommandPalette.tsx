'use client';

import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useQuery } from 'urql';
import { SearchIcon } from '../components/icons';
import { joined } from '../components/joined';
import { readableError } from '../computing/readableError';
import { foundEntry, type PaletteEntry, pageEntries } from './paletteEntries';
import { searchDocument } from './searchDocument';

/** The text once typing has paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Goes to any page, network, layer or unit by name. */
export default function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const list = useId();
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const wanted = usePaused(text.trim());
  const [{ data, error, fetching }] = useQuery({
    query: searchDocument,
    variables: { text: wanted },
    pause: !open || wanted === '',
  });

  const found = wanted === '' ? [] : (data?.search ?? []).map(foundEntry);
  const entries: PaletteEntry[] = [...pageEntries(text), ...found];
  const active = Math.min(cursor, entries.length - 1);

  function go(entry: PaletteEntry | undefined) {
    if (!entry) return;
    onOpenChange(false);
    setText('');
    router.push(entry.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) setCursor((active + step + entries.length) % entries.length);
    else if (event.key === 'Enter') go(entries[active]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(10_14_22/0.45)] animate-[appear_120ms_ease-out]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="surface fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 overflow-hidden shadow-card focus:outline-none"
        >
          <Dialog.Title className="sr-only">Search and go</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <SearchIcon className="shrink-0 text-faint" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={list}
              aria-activedescendant={entries[active] ? `${list}-${active}` : undefined}
              aria-label="Search networks, layers, units and pages"
              placeholder="Search networks, layers, units"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setCursor(0);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint focus-visible:outline-none"
            />
          </div>
          <div id={list} role="listbox" aria-label="Results" className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
            {entries.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above has the focus and moves through the options
              <div
                key={entry.key}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                onPointerMove={() => setCursor(index)}
                onClick={() => go(entry)}
                className={joined(
                  'flex cursor-pointer items-baseline gap-3 rounded-small px-2.5 py-2',
                  index === active && 'bg-accent-wash',
                )}
              >
                <span className="w-16 shrink-0 text-tiny text-faint">{entry.kind}</span>
                <span className="truncate font-medium">{entry.label}</span>
                <span className="ml-auto truncate text-small text-faint">{entry.note}</span>
              </div>
            ))}
            {error ? <p className="px-2.5 py-2 text-danger">{readableError(error)}</p> : null}
            {entries.length === 0 && !error ? (
              <p className="px-2.5 py-2 text-faint">
                {fetching || wanted !== text.trim() ? 'Searching' : 'Nothing of that name'}
              </p>
            ) : null}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
