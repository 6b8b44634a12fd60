'use client';

import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { Button } from '../components/Button';
import { ChevronDownIcon } from '../components/icons';
import { PlotIcon } from './PlotIcon';

export type ExportChoice = { label: string; note: string; run: () => void | Promise<void> };

/** What is on screen, as a file. */
export function ExportMenu({ label, choices }: { label: string; choices: readonly ExportChoice[] }) {
  const [failure, setFailure] = useState<string | null>(null);

  async function run(choice: ExportChoice) {
    try {
      setFailure(null);
      await choice.run();
    } catch (error) {
      setFailure(`${choice.label}: ${(error as Error).message}`);
    }
  }

  return (
    <DropdownMenu.Root>
      {failure ? (
        <span role="alert" className="text-small text-danger">
          {failure}
        </span>
      ) : null}
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" aria-label={label}>
          <PlotIcon name="download" width="14" height="14" />
          Export
          <ChevronDownIcon width="12" height="12" className="text-faint" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="surface z-50 min-w-52 p-1 shadow-card animate-[appear_120ms_ease-out]"
        >
          {choices.map((choice) => (
            <DropdownMenu.Item
              key={`${choice.label} ${choice.note}`}
              onSelect={() => void run(choice)}
              className="flex cursor-default items-baseline gap-4 rounded-small px-2.5 py-1.5 text-small outline-none select-none data-[highlighted]:bg-accent-wash"
            >
              {choice.label}
              <span className="ml-auto text-tiny text-faint">{choice.note}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
