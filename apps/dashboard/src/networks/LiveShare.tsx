import { formatCount } from '../format/numbers';
import { withoutVariance } from '../format/withoutVariance';

type Props = { live: number; dead: number; constant: number };

/** How many units of a layer do something, as numbers and as a bar. */
export function LiveShare({ live, dead, constant }: Props) {
  const total = Math.max(1, live + dead + constant);
  const without = withoutVariance(dead, constant);
  return (
    <div className="min-w-24" title={`${live} live, ${dead} dead, ${constant} constant`}>
      <p>
        {formatCount(live)} live
        {without ? <span className="text-warning">, {without}</span> : null}
      </p>
      <div aria-hidden="true" className="mt-1 flex h-1 overflow-hidden rounded-full bg-line">
        <span className="bg-accent/70" style={{ width: `${(100 * live) / total}%` }} />
        <span className="bg-warning" style={{ width: `${(100 * (dead + constant)) / total}%` }} />
      </div>
    </div>
  );
}
