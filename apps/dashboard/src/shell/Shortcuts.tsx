'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { pages } from './pages';
import { addShortcut, handleKey } from './shortcuts';

/** Listens to the keyboard, and goes to pages by `g` and a letter. */
export function Shortcuts() {
  const router = useRouter();
  useEffect(() => {
    const removals = pages.map(({ href, label, letter }) =>
      addShortcut({ keys: `g ${letter}`, does: `Go to ${label}`, run: () => router.push(href) }),
    );
    document.addEventListener('keydown', handleKey);
    return () => {
      document.removeEventListener('keydown', handleKey);
      for (const remove of removals) remove();
    };
  }, [router]);
  return null;
}
