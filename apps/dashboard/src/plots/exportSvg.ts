/** What a picture's look depends on, copied from the page's style onto each element so that the file stands alone. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'shape-rendering',
] as const;

/** A bitmap that lies under the drawing, in the drawing's own coordinates, and what explains its colours below it. */
export interface Underlay {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** SVG elements, drawn from the lower left corner of the bitmap, and their height. */
  readonly legend: { readonly markup: string; readonly height: number };
}

/** The drawing as it is on screen, as a file of its own: colours of the present theme, its paper behind it. */
export function svgText(drawing: SVGSVGElement, underlay: Underlay | null): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [drawing.querySelectorAll('*'), copy.querySelectorAll('*')];
  shown.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const property of PROPERTIES) copied[index]!.setAttribute(property, style.getPropertyValue(property));
  });
  const { width, height } = extentOf(drawing, underlay);
  for (const name of ['class', 'style', 'role', 'tabindex', 'aria-label', 'aria-roledescription', 'aria-hidden'])
    copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', 'Inter, Helvetica, Arial, sans-serif');
  if (underlay) {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    for (const name of ['x', 'y', 'width', 'height'] as const) image.setAttribute(name, String(underlay[name]));
    image.setAttribute('href', underlay.url);
    image.setAttribute('style', 'image-rendering: pixelated');
    copy.prepend(image);
    const legend = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    legend.setAttribute('transform', `translate(${underlay.x} ${underlay.y + underlay.height})`);
    legend.innerHTML = underlay.legend.markup;
    copy.append(legend);
  }
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--raised').trim());
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** Width and height of the file in pixels. */
export function extentOf(drawing: SVGSVGElement, underlay: Underlay | null): { width: number; height: number } {
  const { width, height } = drawing.getBoundingClientRect();
  return { width, height: height + (underlay?.legend.height ?? 0) };
}
