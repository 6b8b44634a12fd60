'use client';

import { ToggleGroup as Radix } from 'radix-ui';
import type { Choice } from './Select';

type Props<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
};

/** One of two to four values, all of them in sight. */
export function Segmented<Value extends string>({ label, value, onChange, choices }: Props<Value>) {
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as Value)}
      className="inline-flex h-8 rounded-small border border-line-strong bg-sunken p-0.5"
    >
      {choices.map((choice) => (
        <Radix.Item
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled ?? false}
          className="rounded-[0.2rem] px-2.5 text-small font-medium text-soft transition-colors hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]"
        >
          {choice.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
