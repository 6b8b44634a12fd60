import { Button } from '../components/Button';
import { formatSeconds } from '../format/numbers';
import type { Chance } from './useChance';

/** Offers to compute what chance gives, at its price; nothing where that goes without asking. */
export function AskForChance({ chance: { seconds, ask } }: { chance: Chance }) {
  if (seconds === null) return null;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-faint">
      What chance gives takes about {formatSeconds(seconds)} to compute.
      <Button onClick={ask}>Compute it</Button>
    </p>
  );
}
