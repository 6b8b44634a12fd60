import type { ButtonHTMLAttributes } from 'react';
import { joined } from './joined';

type Look = 'plain' | 'primary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  plain: 'border border-line-strong bg-raised text-ink hover:border-faint hover:bg-hover',
  primary: 'border border-transparent bg-accent text-accent-ink hover:bg-accent-strong',
  quiet: 'border border-transparent text-soft hover:bg-hover hover:text-ink',
  danger: 'border border-transparent bg-danger text-raised hover:opacity-90',
};

/** The look of a button, for links that act as one. */
export function buttonClass(look: Look = 'plain'): string {
  return joined(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-small px-3 text-small font-medium',
    'whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50',
    looks[look],
  );
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; ref?: React.Ref<HTMLButtonElement> };

export function Button({ look = 'plain', className, type = 'button', ...rest }: Props) {
  return <button type={type} className={joined(buttonClass(look), className)} {...rest} />;
}
