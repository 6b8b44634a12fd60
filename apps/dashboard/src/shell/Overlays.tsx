'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '../components/IconButton';
import { KeyboardIcon, SearchIcon } from '../components/icons';
import { Key } from '../components/Key';
import { useShortcut } from './useShortcut';

// Fetched at their first opening: the first page does not pay for them.
const CommandPalette = dynamic(() => import('./CommandPalette'), { ssr: false });
const ShortcutSheet = dynamic(() => import('./ShortcutSheet'), { ssr: false });

type Overlay = 'palette' | 'sheet';

/** The buttons that open the command palette and the sheet of shortcuts, and both of these. */
export function Overlays() {
  const [open, setOpen] = useState<Overlay | null>(null);
  const [wanted, setWanted] = useState<ReadonlySet<Overlay>>(new Set());
  function show(overlay: Overlay) {
    setWanted((before) => new Set(before).add(overlay));
    setOpen(overlay);
  }
  const onOpenChange = (next: boolean) => !next && setOpen(null);

  useShortcut('mod+k', 'Search and go', () => show('palette'));
  useShortcut('/', 'Search and go', () => show('palette'));
  useShortcut('?', 'This sheet', () => show('sheet'));

  return (
    <>
      <button
        type="button"
        onClick={() => show('palette')}
        className="hidden h-8 items-center gap-2 rounded-small border border-line-strong bg-raised pr-1.5 pl-2.5 text-small text-faint transition-colors hover:border-faint hover:text-soft lg:inline-flex"
      >
        <SearchIcon width="14" height="14" />
        <span className="pr-6">Search</span>
        <Key>Ctrl K</Key>
      </button>
      <IconButton label="Search" className="lg:hidden" onClick={() => show('palette')}>
        <SearchIcon />
      </IconButton>
      <IconButton label="Keyboard shortcuts" className="max-sm:hidden" onClick={() => show('sheet')}>
        <KeyboardIcon />
      </IconButton>
      {wanted.has('palette') && <CommandPalette open={open === 'palette'} onOpenChange={onOpenChange} />}
      {wanted.has('sheet') && <ShortcutSheet open={open === 'sheet'} onOpenChange={onOpenChange} />}
    </>
  );
}
