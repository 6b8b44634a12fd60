'use client';

import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, buttonClass } from '../components/Button';
import { CheckIcon } from '../components/icons';

type Props = {
  title: string;
  /** Where what came in is to be seen. */
  href: string;
  link: string;
  onAgain: () => void;
  children?: ReactNode;
};

/** It is here: what, and where to go now. */
export function DoneNote({ title, href, link, onAgain, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What was under the cursor is gone: reading goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="surface flex flex-col gap-4 p-5">
      <div className="flex items-start gap-3">
        <span className="mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-wash text-accent">
          <CheckIcon />
        </span>
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="text-base outline-none">
            {title}
          </h2>
          <div className="mt-1 text-soft">{children}</div>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link href={href} className={buttonClass('primary')}>
          {link}
        </Link>
        <Button onClick={onAgain}>Import another</Button>
      </div>
    </section>
  );
}
