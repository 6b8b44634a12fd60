import Link from 'next/link';
import { pairPath, parseUnitId, unitPath } from '../../address/paths';
import { SignedBar } from '../../components/SignedBar';
import { formatValue } from '../../format/numbers';
import { StimulusMosaic } from '../StimulusMosaic';
import type { NineStimuli } from '../topStimuliFields';

type Contributor = { readonly weight: number; readonly unit: NineStimuli };
type Props = { /** The unit that is predicted. */ unit: string; contributors: readonly Contributor[] };

/** Units by falling absolute weight, with what drives them, and the weights as bars. */
export function ContributorList({ unit, contributors }: Props) {
  const limit = Math.max(0, ...contributors.map(({ weight }) => Math.abs(weight)));
  return (
    <ol className="flex flex-col">
      {contributors.map(({ weight, unit: source }) => {
        const named = parseUnitId(source.id);
        return (
          <li
            key={source.id}
            className="grid grid-cols-[2.5rem_3.25rem_minmax(0,1fr)_3.75rem_2.5rem] items-center gap-3 border-b border-line/70 py-1.5 last:border-0"
          >
            <StimulusMosaic unit={source} size="w-10" />
            <Link
              href={named ? unitPath(named) : '#'}
              className="truncate rounded-small text-small font-medium hover:text-accent"
              aria-label={`Unit ${source.index}`}
            >
              {source.index}
            </Link>
            <SignedBar value={weight} limit={limit} />
            <span className="text-right text-small font-medium tabular-nums">{formatValue(weight)}</span>
            <Link
              href={pairPath(source.id, unit)}
              className="rounded-small text-right text-tiny text-faint hover:text-accent hover:underline"
              aria-label={`Pair of unit ${source.index} with the predicted unit`}
            >
              pair
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
