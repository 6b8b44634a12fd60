'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Renders its content once its place has come into sight: what is dear is not computed for those who never scroll there. */
export function WhenSeen({ place, children }: { place: ReactNode; children: () => ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!element.current || seen) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen]);
  return (
    <div ref={element} className="min-w-0">
      {seen ? children() : place}
    </div>
  );
}
