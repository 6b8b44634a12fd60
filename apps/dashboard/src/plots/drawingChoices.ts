import type { RefObject } from 'react';
import { download } from './download';
import type { ExportChoice } from './ExportMenu';
import { pngOf } from './exportPng';
import { extentOf, svgText, type Underlay } from './exportSvg';

/** A drawing on screen as SVG and as PNG. */
export function drawingChoices(
  drawing: RefObject<SVGSVGElement | null>,
  name: string,
  underlay: () => Underlay | null = () => null,
): ExportChoice[] {
  const shown = () => {
    if (!drawing.current) throw new Error('There is no picture on screen yet.');
    return drawing.current;
  };
  return [
    {
      label: 'SVG',
      note: 'the picture as shown',
      run: () => download(`${name}.svg`, svgText(shown(), underlay()), 'image/svg+xml'),
    },
    {
      label: 'PNG',
      note: 'the picture as shown',
      async run() {
        const under = underlay();
        const { width, height } = extentOf(shown(), under);
        download(`${name}.png`, await pngOf(svgText(shown(), under), width, height));
      },
    },
  ];
}
