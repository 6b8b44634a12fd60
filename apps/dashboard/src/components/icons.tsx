import type { SVGProps } from 'react';

type IconProps = SVGProps<SVGSVGElement>;

/** Line icons of one weight on a 16-pixel grid. They only decorate: what they stand beside, or their button, has the name. */
function draw(props: IconProps, ...paths: string[]) {
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
      focusable="false"
      {...props}
    >
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

export const SearchIcon = (props: IconProps) =>
  draw(props, 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z', 'm10.4 10.4 3.1 3.1');
export const SunIcon = (props: IconProps) =>
  draw(
    props,
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z',
    'M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  );
export const MoonIcon = (props: IconProps) => draw(props, 'M13.4 9.6A5.7 5.7 0 0 1 6.4 2.6a5.7 5.7 0 1 0 7 7Z');
export const SystemIcon = (props: IconProps) => draw(props, 'M2 3h12v8H2z', 'M5.5 13.5h5');
export const KeyboardIcon = (props: IconProps) =>
  draw(props, 'M1.5 4h13v8h-13z', 'M4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M4.5 9.5h7');
export const ChevronDownIcon = (props: IconProps) => draw(props, 'm4 6.2 4 4 4-4');
export const ChevronRightIcon = (props: IconProps) => draw(props, 'm6.2 4 4 4-4 4');
export const ChevronLeftIcon = (props: IconProps) => draw(props, 'm9.8 4-4 4 4 4');
export const CheckIcon = (props: IconProps) => draw(props, 'm3 8.5 3.2 3.2L13 4.8');
export const CloseIcon = (props: IconProps) => draw(props, 'm4 4 8 8M12 4l-8 8');
export const CopyIcon = (props: IconProps) => draw(props, 'M5.5 5.5h8v8h-8z', 'M3 10.5h-.5v-8h8V3');
export const AlertIcon = (props: IconProps) => draw(props, 'M8 2 14.5 13.5h-13L8 2Z', 'M8 6.5v3M8 11.6h.01');
export const RetryIcon = (props: IconProps) => draw(props, 'M13 8a5 5 0 1 1-1.6-3.7', 'M13 2.2v2.6h-2.6');
export const TrashIcon = (props: IconProps) =>
  draw(props, 'M2.8 4.2h10.4M6 4V2.6h4V4M4.2 4.2l.6 9.2h6.4l.6-9.2M6.8 7v3.8M9.2 7v3.8');
export const SwapIcon = (props: IconProps) =>
  draw(props, 'M3 5.5h10M10.5 3 13 5.5 10.5 8M13 10.5H3M5.5 8 3 10.5 5.5 13');
export const UpIcon = (props: IconProps) => draw(props, 'M8 13V3M4 7l4-4 4 4');
export const DownIcon = (props: IconProps) => draw(props, 'M8 3v10M4 9l4 4 4-4');
export const NetworksIcon = (props: IconProps) =>
  draw(
    props,
    'M3.5 2.5a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6ZM3.5 10.9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6ZM12.5 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z',
    'm4.8 4.4 6.5 3M4.8 11.6l6.5-3',
  );
export const ConvergenceIcon = (props: IconProps) =>
  draw(props, 'M2.5 2.5v11h11', 'M4.5 4.5c2.2.3 3.2 4.8 8.5 5.6', 'M4.5 7.5c2.5 0 4 3.6 8.5 3.9');
export const UniversalityIcon = (props: IconProps) =>
  draw(
    props,
    'M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6ZM10 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6ZM8 6.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6Z',
  );
export const CompareIcon = (props: IconProps) =>
  draw(props, 'M2.5 2.5h4.4v11H2.5zM9.1 2.5h4.4v11H9.1z', 'M6.9 6h2.2M6.9 10h2.2');
export const QueryIcon = (props: IconProps) => draw(props, 'm5 4.5-3 3.5 3 3.5M11 4.5l3 3.5-3 3.5M9.2 3 6.8 13');
export const ActivityIcon = (props: IconProps) => draw(props, 'M1.5 8.5H4l2-5.5 3.5 10 2-4.5h3');
export const UploadIcon = (props: IconProps) => draw(props, 'M8 10.5v-8M5 5.2 8 2.2l3 3', 'M2.5 10v3.5h11V10');
export const StimuliIcon = (props: IconProps) =>
  draw(props, 'M2.5 2.5h4.6v4.6H2.5zM8.9 2.5h4.6v4.6H8.9zM2.5 8.9h4.6v4.6H2.5zM8.9 8.9h4.6v4.6H8.9z');
