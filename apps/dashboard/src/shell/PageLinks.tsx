'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { joined } from '../components/joined';
import { isCurrent, pages } from './pages';

/** Pages that have room on every screen; the Networks page leads to the others. */
const always = 6;

const looks = {
  top: {
    list: 'hidden items-center gap-0.5 md:flex',
    link: 'inline-flex h-8 items-center rounded-small px-2.5 text-small font-medium transition-colors',
  },
  bottom: {
    list: 'grid auto-cols-fr grid-flow-col',
    link: 'flex flex-col items-center gap-0.5 py-2 text-[0.625rem] font-medium',
  },
};

/** The main navigation: beside the name on wide screens, at the thumb on narrow ones. */
export function PageLinks({ place }: { place: 'top' | 'bottom' }) {
  const path = usePathname();
  const look = looks[place];
  return (
    <nav aria-label="Pages">
      <ul className={look.list}>
        {(place === 'top' ? pages : pages.slice(0, always)).map((page, index) => {
          const current = isCurrent(page, path);
          return (
            <li key={page.href} className={index < always ? undefined : 'max-[1080px]:hidden'}>
              <Link
                href={page.href}
                aria-current={current ? 'page' : undefined}
                className={joined(
                  look.link,
                  current ? 'text-ink' : 'text-faint hover:text-ink',
                  place === 'top' && (current ? 'bg-hover' : 'hover:bg-hover'),
                )}
              >
                {place === 'bottom' ? (
                  <page.Icon width="18" height="18" className={current ? 'text-accent' : undefined} />
                ) : null}
                {page.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
