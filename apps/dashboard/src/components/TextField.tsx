import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { joined } from './joined';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What it is for, under it. */
  hint?: ReactNode;
  /** What is wrong with it; in place of the hint. */
  problem?: string | null;
};

/** One line to write in, with its name above and what is wrong with it below. */
export function TextField({ label, value, onChange, hint, problem, className, ...rest }: Props) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={joined('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block text-small font-medium">
        {label}
      </label>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        autoComplete="off"
        spellCheck={false}
        className={joined(
          'h-9 w-full rounded-small border bg-raised px-2.5 text-body transition-colors placeholder:text-faint hover:border-faint',
          problem ? 'border-danger' : 'border-line-strong',
        )}
        {...rest}
      />
      {note ? (
        <p id={`${id}-note`} className={joined('mt-1 text-tiny text-pretty', problem ? 'text-danger' : 'text-faint')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
