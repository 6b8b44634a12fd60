'use client';

import Link from 'next/link';
import { pairPath, unitPath } from '../address/paths';
import { useResult } from '../computing/useResult';
import { type Pair, samePair } from '../plots/curve';
import { Card } from './Card';
import type { ComparedLayer } from './comparisonDocument';
import type { Shared } from './linked';
import { PairFigures } from './PairFigures';
import { pairDocument } from './pairDocument';
import { StimulusMosaic } from './StimulusMosaic';
import type { NineStimuli } from './topStimuliFields';
import type { AllMatches } from './useAllMatches';
import { useSteady } from './useSteady';

type Props = Shared & { pair: Pair | null; isOpened: boolean; matches: AllMatches; onOpen: (pair: Pair) => void };

/** Two units side by side: the pair under the cursor, else the one that was opened, else the best match. */
export function PairCard({ compared, rule, left, right, pair, isOpened, matches, onOpen }: Props) {
  const best = matches.rows[0];
  const shown = pair ?? (best ? { source: best.source.index, target: best.target.index } : null);
  const [source, target] = [shown?.source ?? -1, shown?.target ?? -1];
  const asked = useSteady(`${source} ${target}`, 90).split(' ').map(Number) as [number, number];
  const result = useResult({
    query: pairDocument,
    variables: { ...compared, rule, source: Math.max(0, asked[0]), target: Math.max(0, asked[1]) },
    pause: asked[0] < 0,
  });
  const [leftNode, rightNode] = [result.data?.left, result.data?.right];
  const leftUnit = leftNode?.__typename === 'Layer' ? leftNode.unit : null;
  const rightUnit = rightNode?.__typename === 'Layer' ? rightNode.unit : null;
  // While the answer for this pair is on its way, the last one must not pass for it.
  const fresh = leftUnit?.index === source && rightUnit?.index === target;
  const whose = pair ? (isOpened ? 'opened' : 'under the cursor') : 'the best match';
  return (
    <Card
      title="Matched pair"
      note={whose}
      actions={
        leftUnit && rightUnit && fresh ? (
          <Link
            href={pairPath(leftUnit.id, rightUnit.id)}
            className="rounded-small text-small font-medium text-accent hover:underline"
          >
            Open the pair
          </Link>
        ) : null
      }
    >
      {shown ? (
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-[8.5rem_8.5rem_minmax(0,1fr)] sm:gap-5">
          <UnitSide layer={left} index={source} unit={fresh ? leftUnit : null} />
          <UnitSide layer={right} index={target} unit={fresh ? rightUnit : null} />
          <div className="col-span-2 min-w-0 sm:col-span-1">
            <PairFigures
              result={result}
              fresh={fresh}
              rule={rule}
              pair={{ source, target }}
              isOpened={samePair(pair, shown) && isOpened}
              onOpen={onOpen}
            />
          </div>
        </div>
      ) : (
        <p className="text-soft">Point at a line or at a cell to see the two units.</p>
      )}
    </Card>
  );
}

function UnitSide({ layer, index, unit }: { layer: ComparedLayer; index: number; unit: NineStimuli | null }) {
  return (
    <div className="min-w-0">
      <StimulusMosaic unit={unit} size="w-full max-w-[8.5rem]" />
      <Link
        href={unitPath({ slug: layer.network.slug, layer: layer.name, index })}
        className="mt-1.5 block truncate rounded-small text-small font-medium hover:text-accent"
      >
        Unit {index}
      </Link>
      <p className="truncate text-tiny text-faint">
        {layer.network.slug} / {layer.name}
      </p>
    </div>
  );
}
