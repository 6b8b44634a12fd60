'use client';

import Link from 'next/link';
import { networkPath, pairPath, universalityPath } from '../address/paths';
import { type Column, DataTable } from '../components/DataTable';
import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { Figure, Figures } from '../components/Figure';
import { Section } from '../components/Section';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatValue } from '../format/numbers';
import { USUAL_THRESHOLD } from '../universality/universalityChoice';
import { type InNetwork, unitUniversalityDocument } from './unitUniversalityDocument';
import { ValueBar } from './ValueBar';

type Props = { unit: string; layer: string };

/** In which other networks this unit is, beside what they give when their units are mixed at random. */
export function UnitUniversality({ unit, layer }: Props) {
  const result = useResult({
    query: unitUniversalityDocument,
    variables: { id: unit, threshold: USUAL_THRESHOLD },
  });
  return (
    <Section
      title="Universality"
      note={`${layer} of every other network that has it`}
      actions={
        <Link href={universalityPath(layer)} className="text-small text-accent hover:underline">
          All units of {layer}
        </Link>
      }
    >
      <div className="surface p-4">
        <Settled
          result={result}
          of={(data) => (data.node?.__typename === 'Unit' ? data.node.universality : null)}
          name="The universality"
          skeleton={<Skeleton className="h-32 w-full" />}
        >
          {({ excess, best, rotated, foundIn, others, networks }) =>
            excess === null ? (
              <p className="text-soft">This unit does not vary, so it is looked for nowhere.</p>
            ) : (
              <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-[auto_minmax(0,1fr)]">
                <Figures>
                  <Figure name={<>Excess over rotation</>} note={<Direction higher="more universal" range="−2 to 2" />}>
                    {formatValue(excess)}
                  </Figure>
                  <Figure name="Best partners" note="mean">
                    {formatValue(best)}
                  </Figure>
                  <Figure name="The same rotated" note="mean">
                    {formatValue(rotated)}
                  </Figure>
                  <Figure name="Found in" note={`surplus above ${formatValue(USUAL_THRESHOLD, 2)}`}>
                    {foundIn} of {others}
                  </Figure>
                </Figures>
                <DataTable
                  caption="Best partner in each other network, beside rotation"
                  columns={columnsFor(unit)}
                  rows={networks}
                  rowKey={({ network }) => network.id}
                />
              </div>
            )
          }
        </Settled>
      </div>
    </Section>
  );
}

function columnsFor(unit: string): Column<InNetwork>[] {
  return [
    {
      key: 'network',
      header: 'Network',
      cell: ({ network }) => (
        <Link href={networkPath(network.slug)} className="whitespace-nowrap hover:text-accent">
          {network.name}
        </Link>
      ),
    },
    {
      key: 'partner',
      header: 'Partner',
      cell: ({ best }) =>
        best && (
          <Link
            href={pairPath(unit, best.target.id)}
            className="font-medium whitespace-nowrap text-accent hover:underline"
          >
            {best.target.layer.name} · {best.target.index}
          </Link>
        ),
    },
    {
      key: 'value',
      header: (
        <>
          Correlation <Direction higher="more alike" />
        </>
      ),
      cell: ({ best }) => best && <ValueBar value={best.value} />,
    },
    {
      key: 'rotated',
      header: <Explained meaning="when that network’s units are mixed by a random rotation, mean">Rotated</Explained>,
      numeric: true,
      cell: ({ rotated }) => formatValue(rotated),
    },
    { key: 'surplus', header: 'Surplus', numeric: true, cell: ({ surplus }) => formatValue(surplus) },
    { key: 'found', header: 'Found', numeric: true, cell: ({ found }) => (found ? 'yes' : 'no') },
  ];
}
