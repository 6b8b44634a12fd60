'use client';

import Link from 'next/link';
import { clustersPath, pairPath, parseUnitId, unitPath } from '../address/paths';
import { StimulusMosaic } from '../compare/StimulusMosaic';
import { CopyAs } from '../components/CopyAs';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatCount, plural } from '../format/numbers';
import { StructureCard } from './StructureCard';
import { clusterMatesDocument, type Mate, unitIn } from './structureDocuments';
import { ValueBar } from './ValueBar';

/** Mates that are listed. */
const SHOWN = 12;

type Props = { unit: { id: string; index: number }; layer: string; other: string };

/** The units that a unit is grouped with when those of its layer and of another one are clustered together. */
export function ClusterMates({ unit, layer, other }: Props) {
  const variables = { id: unit.id, in: other, first: SHOWN };
  const result = useResult({ query: clusterMatesDocument, variables });
  return (
    <StructureCard
      title="Cluster mates"
      actions={
        <>
          <Link
            href={clustersPath(layer, other)}
            className="rounded-small text-small font-medium text-accent hover:underline"
          >
            All clusters
          </Link>
          <CopyAs query={clusterMatesDocument} variables={variables} />
        </>
      }
    >
      <Settled
        result={result}
        of={(data) => unitIn(data)?.clusterMates}
        name="The cluster"
        skeleton={<Skeleton className="h-72 w-full" />}
      >
        {({ mates, left, right, clusterCount }) =>
          left + right === 1 ? (
            <Note>
              It stands alone: no unit of either layer is within a distance of 0.5 (1 − |r|, average linkage).
            </Note>
          ) : (
            <>
              <p className="mb-2 text-small">
                One of {plural(clusterCount, 'cluster')}, with {plural(left - 1, 'other unit')} of its own layer and{' '}
                {plural(right, 'unit')} of the other
                {right === 0 ? <span className="text-warning"> · no counterpart there</span> : null}
                <span className="text-faint"> · average linkage on 1 − |r|, cut at 0.5</span>
              </p>
              <ol className="flex flex-col">
                {mates.map((mate) => (
                  <Row key={mate.unit.id} mate={mate} unit={unit.id} own={layer} />
                ))}
              </ol>
              {left + right - 1 > mates.length ? (
                <p className="mt-2 text-tiny text-faint">
                  and {formatCount(left + right - 1 - mates.length)} less alike
                </p>
              ) : null}
            </>
          )
        }
      </Settled>
    </StructureCard>
  );
}

function Row({ mate, unit, own }: { mate: Mate; unit: string; own: string }) {
  const named = parseUnitId(mate.unit.id);
  const isOwn = mate.unit.id.startsWith(`unit:${own.slice('layer:'.length)}/`);
  return (
    <li className="flex items-center gap-3 border-b border-line/70 py-1.5 text-small tabular-nums last:border-0">
      <StimulusMosaic unit={mate.unit} size="w-10 shrink-0" />
      <Link
        href={named ? unitPath(named) : '#'}
        className="min-w-0 flex-1 truncate rounded-small text-small hover:text-accent"
      >
        <span className="font-medium">{mate.unit.index}</span>{' '}
        <span className="text-faint">{isOwn ? 'own layer' : named?.slug}</span>
      </Link>
      <ValueBar value={mate.correlation} />
      <Link
        href={pairPath(unit, mate.unit.id)}
        className="rounded-small text-tiny text-faint hover:text-accent hover:underline"
        aria-label={`Pair with unit ${mate.unit.index} of ${named?.slug ?? 'that layer'}`}
      >
        pair
      </Link>
    </li>
  );
}
