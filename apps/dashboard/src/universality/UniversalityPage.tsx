'use client';

import { useAddress } from '../address/useAddress';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { Note } from '../components/Note';
import { PageHeader } from '../components/PageHeader';
import { PageSkeleton } from '../components/PageSkeleton';
import { Segmented } from '../components/Segmented';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import { ConvergencePickers } from '../convergence/ConvergencePickers';
import { choosableDocument } from '../convergence/choosableDocument';
import { allLayers, chosenLayers, sharedLayers } from '../convergence/chosenLayers';
import { chosenNetworks } from '../convergence/chosenNetworks';
import { countsDocument } from './countsDocument';
import { ThresholdSlider } from './ThresholdSlider';
import { UniversalityParts } from './UniversalityParts';
import { scopes } from './universalityChoice';
import { useUniversalityChoice } from './useUniversalityChoice';

const scopeLabels = { SAME_LAYER: 'Same layer', ANY_LAYER: 'Any layer' } as const;

/** Which units are in all, some or one of the networks. */
export function UniversalityPage() {
  const [params, change] = useAddress();
  const [choice, choose] = useUniversalityChoice();
  const { data, error, refetch } = useResult({ query: choosableDocument, variables: {} });
  if (!data) {
    if (error)
      return <ErrorNote title="The networks cannot be listed" message={readableError(error)} onRetry={refetch} />;
    return <PageSkeleton />;
  }
  const networks = data.networks.nodes;
  const { chosen, unknown } = chosenNetworks(networks, params.get('networks'));
  const { threshold, scope } = choice;
  const shared = sharedLayers(chosen);
  const there = scope === 'ANY_LAYER' ? allLayers(chosen) : shared;
  const layers = chosenLayers(there, params.get('layers')).map(({ name }) => name);
  const variables = { networks: chosen.map(({ id }) => id), layers, threshold, scope };
  return (
    <>
      <PageHeader
        title="Universality"
        subtitle="Which units are in every network, in some, in one alone? Each unit is looked for in all the other networks, beside what they give when their units are mixed at random."
        actions={<CopyAs query={countsDocument} variables={variables} />}
      />
      <ConvergencePickers
        networks={networks}
        chosen={chosen}
        shared={there}
        layers={layers}
        onNetworks={(slugs) => change({ networks: slugs.join(','), layers: null, layer: null, walks: null })}
        onLayers={(names) => change({ layers: names.join(',') })}
      />
      {unknown.length > 0 ? <Note>There is no network called {unknown.join(', ')}; the others are shown.</Note> : null}
      {chosen.length < 2 ? (
        <Note>Choose at least two networks: a unit of one is looked for in the others.</Note>
      ) : (
        <>
          <div className="mb-6 flex flex-wrap items-center gap-x-8 gap-y-3">
            <ThresholdSlider value={threshold} onChange={(value) => choose({ threshold: value })} />
            <div className="flex items-center gap-2">
              <span className="text-small text-faint">Look in</span>
              <Segmented
                label="Look in"
                value={scope}
                onChange={(value) => choose({ scope: value })}
                choices={scopes.map((value) => ({ value, label: scopeLabels[value] }))}
              />
            </div>
          </div>
          {there.length === 0 ? (
            <Note>
              {chosen.map(({ name }) => name).join(', ')} have no layer of the same name. Choose networks that were
              built alike, or look in any layer.
            </Note>
          ) : (
            <UniversalityParts
              key={variables.networks.join(' ')}
              networks={chosen}
              layers={layers}
              shared={layers.filter((layer) => shared.some(({ name }) => name === layer))}
              choice={choice}
              choose={choose}
            />
          )}
        </>
      )}
    </>
  );
}
