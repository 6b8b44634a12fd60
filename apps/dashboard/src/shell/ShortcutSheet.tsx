'use client';

import { Dialog } from '../components/Dialog';
import { Key } from '../components/Key';
import { presentShortcuts } from './shortcuts';

const symbols: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

function keyNames(keys: string): string[] {
  const mac = navigator.platform.startsWith('Mac');
  return keys
    .split(/[ +]/)
    .map((key) =>
      key === 'mod' ? (mac ? '⌘' : 'Ctrl') : (symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
    );
}

/** Several keys that do the same stand on one line. */
function grouped(): [string, string[]][] {
  const lines = new Map<string, string[]>();
  for (const { does, keys } of presentShortcuts()) lines.set(does, [...(lines.get(does) ?? []), keys]);
  return [...lines].sort(([a], [b]) => Number(a.startsWith('Go to')) - Number(b.startsWith('Go to')));
}

export default function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" description="What works on this page.">
      <dl className="grid gap-1.5">
        {open &&
          grouped().map(([does, alternatives]) => (
            <div key={does} className="flex items-center justify-between gap-4">
              <dt className="text-soft">{does}</dt>
              <dd className="flex items-center gap-2">
                {alternatives.map((keys) => (
                  <span key={keys} className="flex gap-1">
                    {keyNames(keys).map((name) => (
                      <Key key={name}>{name}</Key>
                    ))}
                  </span>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
