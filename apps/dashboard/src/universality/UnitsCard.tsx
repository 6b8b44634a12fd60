'use client';

import { useCallback, useState } from 'react';
import { Button } from '../components/Button';
import { Section } from '../components/Section';
import { Segmented } from '../components/Segmented';
import { Select } from '../components/Select';
import { formatCount, plural } from '../format/numbers';
import { download, fileName } from '../plots/download';
import { ExportMenu } from '../plots/ExportMenu';
import { foundUnitsCsv } from './foundUnitsCsv';
import { standingsAmong } from './standingLooks';
import { PAGE_SIZE, type PageNews, UnitsPage, type UnitsVariables } from './UnitsPage';
import { type UniversalityChoice, unitOrders } from './universalityChoice';
import type { Choose } from './useUniversalityChoice';

type Props = {
  variables: Pick<UnitsVariables, 'networks' | 'threshold' | 'scope'>;
  layers: readonly string[];
  choice: UniversalityChoice;
  choose: Choose;
};

const orderLabels = { EXCESS: 'Excess', BEST: 'Best match', FOUND_IN: 'Networks found in', INDEX: 'Index' } as const;
const standingLabels = { ANY: 'Any', ALL: 'In all', SOME: 'In some', ONE: 'In one' } as const;
const everyLayer = '*';

/** The units themselves: filtered by where they are found, sorted, each with what drives it. */
export function UnitsCard({ variables, layers, choice, choose }: Props) {
  const layer = choice.layer !== null && layers.includes(choice.layer) ? choice.layer : null;
  const asked: UnitsVariables = {
    ...variables,
    layers: layer === null ? [...layers] : [layer],
    foundIn: choice.found === 'ANY' ? null : choice.found,
    orderBy: choice.order,
    descending: choice.order !== 'INDEX',
  };
  return (
    <Section title={<span id="units">Units</span>} note="dots: the other networks, full where it is found">
      <div role="toolbar" aria-label="Order and filter" className="mb-3 flex flex-wrap items-center gap-2">
        <Segmented
          label="Found in"
          value={choice.found}
          onChange={(found) => choose({ found })}
          choices={(['ANY', ...standingsAmong(variables.networks.length)] as const).map((value) => ({
            value,
            label: standingLabels[value],
          }))}
        />
        <Select
          label="Layer"
          value={layer ?? everyLayer}
          onChange={(value) => choose({ layer: value === everyLayer ? null : value })}
          choices={[
            { value: everyLayer, label: 'all chosen' },
            ...layers.map((name) => ({ value: name, label: name })),
          ]}
        />
        <Select
          label="Sort"
          value={choice.order}
          onChange={(order) => choose({ order })}
          choices={unitOrders.map((value) => ({ value, label: orderLabels[value] }))}
        />
      </div>
      <Pages key={JSON.stringify(asked)} variables={asked} />
    </Section>
  );
}

/** Pages one below the other, more of them on request. */
function Pages({ variables }: { variables: UnitsVariables }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [pages, setPages] = useState<ReadonlyMap<string | null, PageNews>>(new Map());
  const onLoaded = useCallback(
    (after: string | null, news: PageNews) => setPages((before) => new Map(before).set(after, news)),
    [],
  );
  const last = pages.get(cursors.at(-1) ?? null);
  const shown = cursors.flatMap((cursor) => pages.get(cursor)?.nodes ?? []);
  return (
    <>
      {last ? (
        <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3 text-small text-faint">
          <p role="status">
            {formatCount(shown.length)} of {plural(last.totalCount, 'unit')}
          </p>
          {shown.length > 0 ? (
            <ExportMenu
              label="Export the units"
              choices={[
                {
                  label: 'CSV',
                  note: 'units on screen, by network',
                  run: () => download(`${fileName('units by network')}.csv`, foundUnitsCsv(shown), 'text/csv'),
                },
              ]}
            />
          ) : null}
        </div>
      ) : null}
      {last?.totalCount === 0 ? (
        <p className="surface px-4 py-10 text-center text-soft">
          No unit is found so at this threshold. A lower one finds more.
        </p>
      ) : (
        <div className="flex flex-col gap-3">
          {cursors.map((after) => (
            <UnitsPage key={after ?? 'first'} variables={variables} after={after} onLoaded={onLoaded} />
          ))}
        </div>
      )}
      {last?.next ? (
        <div className="mt-4 text-center">
          <Button onClick={() => setCursors([...cursors, last.next])}>
            {Math.min(PAGE_SIZE, last.totalCount - shown.length)} more
          </Button>
        </div>
      ) : null}
    </>
  );
}
