'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useInSight } from './useInSight';

export type Tab<Value extends string> = { value: Value; label: ReactNode; content: ReactNode };

type Props<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly Tab<Value>[];
};

/** Views of the same thing, one at a time: the first where the one chosen is not there. Arrow keys move between them. */
export function Tabs<Value extends string>({ label, value, onChange, tabs }: Props<Value>) {
  const shown = tabs.some((tab) => tab.value === value) ? value : tabs[0]?.value;
  const row = useInSight<HTMLDivElement>(shown ?? value, '[data-state=active]');
  return (
    <Radix.Root value={shown ?? value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.List
        ref={row}
        aria-label={label}
        className="flex gap-5 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px shrink-0 border-b-2 border-transparent px-0.5 pt-1 pb-2 text-small font-medium text-faint transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
