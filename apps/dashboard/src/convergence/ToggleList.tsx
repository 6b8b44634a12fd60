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
    <fieldset className="min-w-0 sm:flex sm:items-center sm:gap-x-3">
      <legend className="mb-1 shrink-0 truncate text-small text-faint sm:float-left sm:mb-0 sm:w-28">{label}</legend>
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
