'use client';

import Link from 'next/link';
import { pairPath, unitIdIn, unitPath } from '../address/paths';
import { useResult } from '../computing/useResult';
import type { Pair } from '../plots/curve';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import { Card } from './Card';
import type { ComparedLayer } from './comparisonDocument';
import type { Linked, Shared } from './linked';
import { PairFigures } from './PairFigures';
import { pairDocument } from './pairDocument';
import { StimulusMosaic } from './StimulusMosaic';
import type { NineStimuli } from './topStimuliFields';
import { useSteady } from './useSteady';

type Props = Shared &
  Linked & {
    /** What is shown while no pair is pointed at or opened. */
    best: Pair | null;
  };

/** Two units side by side: the pair under the cursor, else the one that was opened, else the best match. */
export function PairCard({ compared, by, chance, rule, left, right, cursor, opened, best, onOpen }: Props) {
  const shown = cursor ?? opened ?? best;
  const [source, target] = [shown?.source ?? -1, shown?.target ?? -1];
  const asked = useSteady(`${source} ${target}`, 90).split(' ').map(Number) as [number, number];
  const same = left.id === right.id;
  const apart = !same || source !== target;
  const result = useResult({
    query: pairDocument,
    variables: {
      ...compared,
      ...{ by, rule, same },
      alone: same && chance.wanted,
      chance: chance.wanted,
      source: Math.max(0, asked[0]),
      target: Math.max(0, asked[1]),
      other: unitIdIn(right.id, Math.max(0, asked[1])),
      apart: !same || asked[0] !== asked[1],
    },
    pause: asked[0] < 0,
  });
  const [leftNode, rightNode] = [result.data?.left, result.data?.right];
  const leftUnit = leftNode?.__typename === 'Layer' ? leftNode.unit : null;
  const rightUnit = rightNode?.__typename === 'Layer' ? rightNode.unit : null;
  // While the answer for this pair is on its way, the last one must not pass for it.
  const fresh = leftUnit?.index === source && rightUnit?.index === target;
  const whose = cursor ? 'under the cursor' : opened ? 'opened' : same ? 'the most alike' : 'the best match';
  return (
    <Card
      title={same ? 'Pair' : 'Matched pair'}
      note={whose}
      actions={
        leftUnit && rightUnit && fresh && apart ? (
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
              measure={MEASURE_LOOKS[by]}
              rule={rule}
              pair={{ source, target }}
              same={same}
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
