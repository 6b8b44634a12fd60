import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether an element is on the screen or within a screen of it. */
export function useNearScreen<Element extends HTMLElement>(initially: boolean): [RefObject<Element | null>, boolean] {
  const element = useRef<Element | null>(null);
  const [near, setNear] = useState(initially);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      {
        rootMargin: '100% 0px',
      },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, near];
}
