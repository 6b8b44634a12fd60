import type { ReactNode, Ref } from 'react';

type Props = { label: string; children: ReactNode; className?: string; ref?: Ref<HTMLElement> };

/** A box that scrolls what is wider or longer than it, so that the page does not. The keyboard reaches it, to scroll. */
export function ScrollBox({ label, children, className = 'overflow-x-auto', ref }: Props) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
      tabIndex={0}
      // Positioned, or text for screen readers in it would lengthen the page instead.
      className={`relative ${className}`}
    >
      {children}
    </section>
  );
}
