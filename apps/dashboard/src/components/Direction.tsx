import { UpIcon } from './icons';

/** Says which way a number is better or more alike, beside the name of every measure. */
export function Direction({ higher, range }: { higher: string; range?: string }) {
  return (
    <span className="inline-flex items-baseline gap-0.5 text-tiny font-normal text-faint">
      <UpIcon width="11" height="11" />
      {higher}
      {range ? <span className="pl-1">({range})</span> : null}
    </span>
  );
}
