'use client';

import Link from 'next/link';
import { useAddress } from '../address/useAddress';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { ConvergenceGrids } from './ConvergenceGrids';
import { ConvergenceParts } from './ConvergenceParts';
import { ConvergencePickers } from './ConvergencePickers';
import { choosableDocument } from './choosableDocument';
import { chosenLayers, kindsOf, sharedLayers } from './chosenLayers';
import { chosenNetworks } from './chosenNetworks';
import { convergenceDocument } from './convergenceDocument';

/** How alike networks are at every depth: the paper's main figure, for any set of networks. */
export function ConvergencePage() {
  const [params, change] = useAddress();
  const { data, error, refetch } = useResult({ query: choosableDocument, variables: {} });
  if (!data) {
    if (error)
      return <ErrorNote title="The networks cannot be listed" message={readableError(error)} onRetry={refetch} />;
    return <PageSkeleton />;
  }
  const networks = data.networks.nodes;
  const { chosen, unknown } = chosenNetworks(networks, params.get('networks'));
  const shared = sharedLayers(chosen);
  const wanted = chosenLayers(shared, params.get('layers'));
  const layers = wanted.map(({ name }) => name);
  const variables = { networks: chosen.map(({ id }) => id), kinds: kindsOf(wanted) };
  return (
    <>
      <PageHeader
        title="Convergence"
        subtitle="Do networks that were trained apart learn the same units? Each layer is matched, unit by unit, with the same layer of every other network."
        actions={<CopyAs query={convergenceDocument} variables={variables} />}
      />
      <ConvergencePickers
        networks={networks}
        chosen={chosen}
        shared={shared}
        layers={layers}
        onNetworks={(slugs) => change({ networks: slugs.join(','), layers: null })}
        onLayers={(names) => change({ layers: names.join(',') })}
      />
      {unknown.length > 0 ? <Note>There is no network called {unknown.join(', ')}; the others are shown.</Note> : null}
      {chosen.length < 2 ? (
        <Note>Choose at least two networks: convergence is between networks.</Note>
      ) : shared.length === 0 ? (
        <Note>
          {chosen.map(({ name }) => name).join(', ')} have no layer of the same name, so there is no depth that they
          share. Choose networks that were built alike, or compare single layers on the{' '}
          <Link href="/compare" className="text-accent underline">
            Compare page
          </Link>
          .
        </Note>
      ) : (
        <ConvergenceParts
          key={variables.networks.join(' ')}
          variables={variables}
          layers={layers}
          intervals={params.get('intervals') === 'on'}
          onIntervals={(wanted) => change({ intervals: wanted ? 'on' : null })}
        />
      )}
      <ConvergenceGrids networks={networks} chosen={chosen} layers={layers} />
    </>
  );
}
