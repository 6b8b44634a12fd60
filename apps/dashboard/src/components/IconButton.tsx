import type { ButtonHTMLAttributes, Ref } from 'react';
import { joined } from './joined';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { label: string; ref?: Ref<HTMLButtonElement> };

/** A square button with only an icon; its label is its name for everybody, as a tip too. */
export function IconButton({ label, className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={joined(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-small text-soft transition-colors duration-100',
        'hover:bg-hover hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent',
        className,
      )}
      {...rest}
    />
  );
}
