import { formatCount } from '../format/numbers';

type Props = { live: number; dead: number; constant: number };

/** How many units of a layer do something, as numbers and as a bar. */
export function LiveShare({ live, dead, constant }: Props) {
  const total = Math.max(1, live + dead + constant);
  const silent = dead + constant;
  return (
    <div className="min-w-24" title={`${live} live, ${dead} dead, ${constant} constant`}>
      <p>
        {formatCount(live)} live
        {silent > 0 ? <span className="text-warning">, {formatCount(silent)} silent</span> : null}
      </p>
      <div aria-hidden="true" className="mt-1 flex h-1 overflow-hidden rounded-full bg-line">
        <span className="bg-accent/70" style={{ width: `${(100 * live) / total}%` }} />
        <span className="bg-warning" style={{ width: `${(100 * silent) / total}%` }} />
      </div>
    </div>
  );
}
