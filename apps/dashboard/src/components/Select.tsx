'use client';

import { Select as Radix } from 'radix-ui';
import { CheckIcon, ChevronDownIcon } from './icons';
import { joined } from './joined';

export type Choice<Value extends string> = { value: Value; label: string; note?: string; disabled?: boolean };
export type ChoiceGroup<Value extends string> = { label: string; choices: readonly Choice<Value>[] };

type Props<Value extends string> = {
  /** What is chosen: the name for assistive technology, and written before the value unless `bare`. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  choices?: readonly Choice<Value>[];
  groups?: readonly ChoiceGroup<Value>[];
  bare?: boolean;
  placeholder?: string;
  className?: string;
};

function Entry<Value extends string>({ choice }: { choice: Choice<Value> }) {
  return (
    <Radix.Item
      value={choice.value}
      disabled={choice.disabled ?? false}
      className="flex cursor-default items-center gap-2 rounded-small py-1.5 pr-3 pl-7 text-small outline-none select-none data-[disabled]:opacity-45 data-[highlighted]:bg-accent-wash data-[highlighted]:text-ink relative"
    >
      <Radix.ItemIndicator className="absolute left-2 text-accent">
        <CheckIcon width="14" height="14" />
      </Radix.ItemIndicator>
      <Radix.ItemText>{choice.label}</Radix.ItemText>
      {choice.note ? <span className="ml-auto pl-4 text-tiny text-faint">{choice.note}</span> : null}
    </Radix.Item>
  );
}

/** One of a few values. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, value, onChange, choices = [], groups = [], bare = false, placeholder, className } = props;
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Trigger
        aria-label={label}
        className={joined(
          'inline-flex h-8 max-w-full items-center gap-1.5 rounded-small border border-line-strong bg-raised px-2.5 text-small transition-colors hover:border-faint data-[placeholder]:text-faint',
          className,
        )}
      >
        {bare ? null : <span className="shrink-0 text-faint">{label}</span>}
        <span className="truncate font-medium">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon className="ml-auto shrink-0 text-faint">
          <ChevronDownIcon width="14" height="14" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="surface z-50 max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-[var(--radix-select-trigger-width)] max-w-[calc(100vw-1rem)] overflow-hidden p-1 shadow-card animate-[appear_120ms_ease-out]"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <Entry key={choice.value} choice={choice} />
            ))}
            {groups.map((group) => (
              <Radix.Group key={group.label}>
                <Radix.Label className="px-2 pt-2 pb-1 text-tiny text-faint">{group.label}</Radix.Label>
                {group.choices.map((choice) => (
                  <Entry key={choice.value} choice={choice} />
                ))}
              </Radix.Group>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
