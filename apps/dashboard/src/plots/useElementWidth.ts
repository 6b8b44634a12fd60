import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A width to draw with before the element was measured, and on the server. */
const ASSUMED = 640;

/** The width of an element in CSS pixels, kept current. */
export function useElementWidth<Box extends Element>(): [RefObject<Box | null>, number] {
  const box = useRef<Box>(null);
  const [width, setWidth] = useState(ASSUMED);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(1, Math.floor(element.getBoundingClientRect().width)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
