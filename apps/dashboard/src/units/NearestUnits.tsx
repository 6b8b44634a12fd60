'use client';

import Link from 'next/link';
import { pairPath } from '../address/paths';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatValue } from '../format/numbers';
import { coversInput } from './coversInput';
import { imageSize } from './imageSize';
import { type NearestMatch, nearestDocument } from './nearestDocument';
import { StimulusCrop } from './StimulusCrop';
import { stimulusLabel } from './StimulusImage';

function Thumbnails({ match }: { match: NearestMatch }) {
  const { topStimuli } = match.target;
  if (topStimuli.__typename === 'Computation') return <Skeleton className="h-9 w-48" />;
  if (topStimuli.__typename === 'Unavailable') return null;
  return (
    <span className="flex gap-1 overflow-hidden">
      {topStimuli.activations.map(({ rank, stimulus, crop, receptiveField }) => (
        <StimulusCrop
          key={rank}
          image={coversInput(receptiveField, imageSize(stimulus.shape)) ? stimulus.image : crop}
          stimulus={stimulus}
          title={`Seen in ${stimulusLabel(stimulus)}`}
          className="size-9 shrink-0 rounded-[0.15rem] border border-line"
        />
      ))}
    </span>
  );
}

/** The units most like this one in any other network, beside what they see. Each leads to the pair. */
export function NearestUnits({ unit }: { unit: string }) {
  const result = useResult({ query: nearestDocument, variables: { id: unit } });
  return (
    <Settled
      result={result}
      of={(data) => (data.node?.__typename === 'Unit' ? data.node.correlates : null)}
      name="The most alike units"
      skeleton={<Skeleton className="h-56 w-full" />}
    >
      {({ matches }) => (
        <ol className="-mx-2">
          {matches.map((match) => {
            const { index, layer } = match.target;
            return (
              <li key={match.target.id}>
                <Link
                  href={pairPath(unit, match.target.id)}
                  className="flex items-center gap-3 rounded-small px-2 py-1 transition-colors hover:bg-hover"
                >
                  <span className="w-11 shrink-0 font-medium tabular-nums">{formatValue(match.value, 2)}</span>
                  <Thumbnails match={match} />
                  <span className="min-w-0 truncate text-small">
                    {layer.name} · {index} <span className="text-faint">{layer.network.slug}</span>
                  </span>
                </Link>
              </li>
            );
          })}
          {matches.length === 0 ? (
            <li className="px-2 text-soft">No unit of another network can be compared with it.</li>
          ) : null}
        </ol>
      )}
    </Settled>
  );
}
