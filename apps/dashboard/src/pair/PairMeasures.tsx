'use client';

import type { ReactNode } from 'react';
import { AskForChance } from '../compare/AskForChance';
import { type Chance, useChance } from '../compare/useChance';
import { type Column, DataTable } from '../components/DataTable';
import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { findComputations } from '../computing/findComputations';
import { findRefusals } from '../computing/findRefusals';
import { Refusals } from '../computing/Refusals';
import { Settled } from '../computing/Settled';
import { type Result, useResult } from '../computing/useResult';
import { absent, formatCount, formatValue } from '../format/numbers';
import { MEASURE_LOOKS, type Measure } from '../plots/measureLooks';
import { BaselineCell } from '../units/BaselineCell';
import { baselineWords } from '../units/baselineWords';
import { InformationFigures } from './InformationFigures';
import { PairedBy } from './PairedBy';
import { pairBaselineOf, pairBaselinesDocument } from './pairBaselinesDocument';
import type { PairUnit } from './pairDocument';
import { type PairValue, type PairValuesData, pairValueOf, pairValuesDocument } from './pairValuesDocument';

const measures = Object.keys(MEASURE_LOOKS) as Measure[];

/** How alike the two are under every measure, beside what chance gives, and which rules pair them. */
export function PairMeasures({ left, right }: { left: PairUnit; right: PairUnit }) {
  const variables = { left: left.id, right: right.id };
  const same = left.id === right.id;
  const values = useResult({
    query: pairValuesDocument,
    variables: { ...variables, layer: right.layer.id },
    pause: same,
  });
  const settled = values.data !== undefined && findComputations(values.data).length === 0;
  const layers = { left: left.layer.id, right: right.layer.id, probeSet: null, reduction: undefined };
  const chance = useChance(layers, 'MUTUAL_INFORMATION', !settled);
  const baselines = useResult({
    query: pairBaselinesDocument,
    variables: { ...variables, information: chance.wanted },
    pause: !settled,
  });
  if (same) return <Note>One unit twice: it is as alike to itself as can be, which says nothing.</Note>;
  const refusal = values.data && pairValueOf(values.data, 'PEARSON');
  if (refusal?.__typename === 'Incomparable' || refusal?.__typename === 'Unmatched')
    return <Note>{refusal.message}</Note>;
  const failed = baselines.error !== undefined;
  const columns: Column<Measure>[] = [
    {
      key: 'measure',
      header: (
        <>
          Measure <Direction higher="more alike" />
        </>
      ),
      cell: (measure) => (
        <Explained meaning={`${MEASURE_LOOKS[measure].meaning} (${MEASURE_LOOKS[measure].range})`}>
          {MEASURE_LOOKS[measure].title}
        </Explained>
      ),
    },
    {
      key: 'value',
      header: 'Value',
      numeric: true,
      cell: (measure) => (
        <Value {...{ values, measure }}>
          {({ value }) => (
            <span className="font-semibold">
              {formatValue(value)}
              {MEASURE_LOOKS[measure].unit ? ` ${MEASURE_LOOKS[measure].unit}` : ''}
            </span>
          )}
        </Value>
      ),
    },
    {
      key: 'percentile',
      header: <Explained meaning={baselineWords.percentile95}>Baseline 95 %</Explained>,
      numeric: true,
      cell: (measure) => (
        <WhereAsked {...{ measure, chance }}>
          <BaselineCell baseline={pairBaselineOf(baselines.data, measure)} part="percentile95" failed={failed} />
        </WhereAsked>
      ),
    },
    {
      key: 'p',
      header: <Explained meaning={baselineWords.pValue}>p</Explained>,
      numeric: true,
      cell: (measure) => (
        <WhereAsked {...{ measure, chance }}>
          <BaselineCell baseline={pairBaselineOf(baselines.data, measure)} part="pValue" failed={failed} />
        </WhereAsked>
      ),
    },
    {
      key: 'place',
      header: 'Place among the partners',
      numeric: true,
      cell: (measure) => (
        <Value {...{ values, measure }}>
          {({ rank }) => (
            <>
              {formatCount(rank)} of {formatCount(right.layer.unitCount)}
            </>
          )}
        </Value>
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-4">
      <div>
        <DataTable
          caption="How alike the two units are"
          columns={columns}
          rows={measures}
          rowKey={(measure) => measure}
        />
        <Refusals messages={findRefusals(baselines.data)} />
        <AskForChance chance={chance} />
      </div>
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <PairedBy values={values} right={right} />
        <Value {...{ values, measure: 'MUTUAL_INFORMATION' }}>
          {({ information, value }) =>
            information ? <InformationFigures information={information} corrected={value} /> : null
          }
        </Value>
      </div>
    </div>
  );
}

/** Nothing where what chance gives waits to be asked for. */
function WhereAsked({ measure, chance, children }: { measure: Measure; chance: Chance; children: ReactNode }) {
  return measure === 'MUTUAL_INFORMATION' && chance.seconds !== null ? (
    <span className="text-faint">{absent}</span>
  ) : (
    children
  );
}

type ValueProps = {
  values: Result<PairValuesData>;
  measure: Measure;
  children: (value: PairValue) => ReactNode;
};

/** One value of the table in whatever state it is. */
function Value({ values, measure, children }: ValueProps) {
  return (
    <Settled
      result={values}
      of={(data) => pairValueOf(data, measure)}
      name="The value"
      skeleton={<Skeleton className="ml-auto h-4 w-14" />}
      compact
    >
      {(value) => (value.__typename === 'Match' ? children(value) : null)}
    </Settled>
  );
}
