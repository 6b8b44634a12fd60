import type { SVGProps } from 'react';

const paths = {
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  fit: 'M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.8 13.5h10.4',
};

type Props = SVGProps<SVGSVGElement> & { name: keyof typeof paths };

/** Icons that only plots need, in the weight of `components/icons`. */
export function PlotIcon({ name, ...rest }: Props) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={paths[name]} />
    </svg>
  );
}
