'use client';

type Props = {
  label: string;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Chosen values of other lists, which stay chosen. */
  others?: readonly string[];
};

/** Any number of a few values, all of them in sight. */
export function ToggleList({ label, choices, chosen, onChange, others = [] }: Props) {
  function toggle(value: string) {
    const all = [...new Set([...others, ...chosen])];
    onChange(all.includes(value) ? all.filter((one) => one !== value) : [...all, value]);
  }
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <legend className="float-left w-28 shrink-0 truncate text-small text-faint">{label}</legend>
      <div className="flex min-w-0 flex-1 flex-wrap gap-1.5">
        {choices.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => toggle(value)}
            className="rounded-full border border-line-strong px-2.5 py-0.5 text-small whitespace-nowrap text-soft transition-colors hover:border-faint hover:text-ink aria-pressed:border-accent/50 aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent-strong"
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
