'use client';

import Link from 'next/link';
import { comparePath, networkPath, pairPath } from '../address/paths';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatValue } from '../format/numbers';
import { MatchTable } from './MatchTable';
import { networkMatchesDocument } from './networkMatchesDocument';

type Other = { id: string; slug: string; name: string; layers: { nodes: readonly { id: string; name: string }[] } };
type Props = { unit: string; layer: { id: string; name: string }; network: Other };

const shown = 5;

/** A unit's partners in one other network. */
export function NetworkMatches({ unit, layer, network }: Props) {
  const same = network.layers.nodes.find(({ name }) => name === layer.name);
  const result = useResult({
    query: networkMatchesDocument,
    variables: { id: unit, network: network.id, layer: same?.id ?? '', sameLayer: same !== undefined, first: shown },
  });
  const node = result.data?.node?.__typename === 'Unit' ? result.data.node : null;
  const greedy = node?.greedy?.__typename === 'Match' ? node.greedy.target.id : null;
  const assigned = node?.assignment?.__typename === 'Match' ? node.assignment : null;
  return (
    <section aria-label={`Matches in ${network.name}`} className="surface min-w-0 p-4">
      <header className="mb-2 flex items-baseline justify-between gap-3">
        <h3 className="truncate text-body">
          <Link href={networkPath(network.slug)} className="hover:text-accent">
            {network.name}
          </Link>
        </h3>
        {same ? (
          <Link href={comparePath(layer.id, same.id)} className="shrink-0 text-small text-faint hover:text-accent">
            Compare {layer.name}
          </Link>
        ) : null}
      </header>
      <Settled
        result={result}
        of={(data) => (data.node?.__typename === 'Unit' ? data.node.correlates : null)}
        name={`The matches in ${network.name}`}
        skeleton={<Skeleton className="h-36 w-full" />}
      >
        {({ matches, incomparable }) =>
          matches.length === 0 ? (
            <Note>{incomparable[0]?.message ?? 'No live unit there has a correlation with this one.'}</Note>
          ) : (
            <>
              <MatchTable
                unit={unit}
                network={network}
                rows={matches}
                greedy={greedy}
                assignment={assigned?.target.id ?? null}
              />
              {assigned && !matches.some(({ target }) => target.id === assigned.target.id) ? (
                <p className="mt-2 text-small text-faint">
                  Assigned one-to-one to{' '}
                  <Link href={pairPath(unit, assigned.target.id)} className="text-accent hover:underline">
                    {assigned.target.layer.name} · {assigned.target.index}
                  </Link>{' '}
                  ({formatValue(assigned.value)})
                </p>
              ) : null}
            </>
          )
        }
      </Settled>
    </section>
  );
}
