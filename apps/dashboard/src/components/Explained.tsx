import type { ReactNode } from 'react';
import { Tooltip } from './Tooltip';

/** A term with its meaning, on hover and by keyboard. */
export function Explained({ children, meaning }: { children: ReactNode; meaning: ReactNode }) {
  return (
    <Tooltip tip={meaning}>
      <button
        type="button"
        className="cursor-help underline decoration-line-strong decoration-dotted underline-offset-4"
      >
        {children}
      </button>
    </Tooltip>
  );
}
