'use client';

import { useCallback, useState } from 'react';
import { Card } from '../compare/Card';
import { CopyAs } from '../components/CopyAs';
import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { Note } from '../components/Note';
import { Segmented } from '../components/Segmented';
import { toCsv } from '../plots/csv';
import { download, fileName } from '../plots/download';
import { ExportMenu } from '../plots/ExportMenu';
import { BASELINE_LOOKS, RULE_LOOKS } from '../plots/looks';
import { ScrollBox } from '../plots/ScrollBox';
import { barEnd } from './barEnd';
import { CyclesRow } from './CyclesRow';
import { type CyclesFigures, cyclesDocument } from './cyclesDocument';
import { cycleRules, type UniversalityChoice } from './universalityChoice';
import type { Choose } from './useUniversalityChoice';
import { WalksTable } from './WalksTable';

type Props = {
  networks: readonly { id: string; slug: string; name: string }[];
  layers: readonly string[];
  choice: UniversalityChoice;
  choose: Choose;
};

const head = 'px-2 py-1.5 text-tiny font-medium whitespace-nowrap text-faint';
const number = `${head} text-right`;

/** From partner to partner through all the networks and back: which units come home? */
export function CyclesCard({ networks, layers, choice, choose }: Props) {
  const { rule } = choice;
  const ids = networks.map(({ id }) => id);
  const [figures, setFigures] = useState<ReadonlyMap<string, CyclesFigures>>(new Map());
  const [returned, setReturned] = useState(false);
  const onFigures = useCallback(
    (layer: string, each: CyclesFigures) => setFigures((before) => new Map(before).set(layer, each)),
    [],
  );
  const known = layers.flatMap((layer) => {
    const found = figures.get(layer);
    return found && found.rule === rule ? [found] : [];
  });
  const open = choice.walks !== null && layers.includes(choice.walks) ? choice.walks : layers[0];
  const way = [...networks.map(({ slug }) => slug), networks[0]!.slug].join(' → ');
  return (
    <Card
      title="Round trips"
      note={way}
      actions={
        <>
          <Segmented
            label="Partners by"
            value={rule}
            onChange={(next) => choose({ rule: next })}
            choices={cycleRules.map((value) => ({ value, label: RULE_LOOKS[value].name }))}
          />
          <ExportMenu
            label="Export the round trips"
            choices={[
              {
                label: 'CSV',
                note: 'every layer',
                run: () =>
                  download(
                    `${fileName(`round trips ${networks.map(({ slug }) => slug).join(' ')}`)}.csv`,
                    csvOf(known),
                    'text/csv',
                  ),
              },
            ]}
          />
          {open ? <CopyAs query={cyclesDocument} variables={{ networks: ids, layer: open, rule }} /> : null}
        </>
      }
    >
      <p className="mb-3 max-w-[80ch] text-small text-soft">
        Each unit goes to its partner in the next network, and from the last one back to the first. One that is the same
        unit in all of them ends where it began. Two networks that are alike bring units home through any third, so the
        share is held against networks whose units are mixed by random rotations.
      </p>
      {networks.length === 2 && rule === 'ASSIGNMENT' ? (
        <div className="mb-3">
          <Note>There and back, a one-to-one matching always returns. Choose a third network, or greedy partners.</Note>
        </div>
      ) : null}
      <div className="grid items-start gap-x-8 gap-y-5 xl:grid-cols-2">
        <ScrollBox label="Share that returns, by layer">
          <table className="w-full border-collapse text-small [&_td]:tabular-nums">
            <caption className="sr-only">Share of the units of each layer that return</caption>
            <thead>
              <tr className="border-b border-line">
                <th scope="col" className={`${head} pl-1 text-left`}>
                  Layer
                </th>
                <th scope="col" className={`${head} pl-0 text-left`}>
                  <Key end={barEnd(known)} />
                </th>
                <th scope="col" className={number}>
                  returns <Direction higher="more consistent" />
                </th>
                <th scope="col" className={number}>
                  <Explained meaning="mean share when the units of every network but the first are mixed by a random rotation of its own: what shared subspaces give">
                    rotated
                  </Explained>
                </th>
                <th scope="col" className={number}>
                  <Explained meaning="(1 + rotations that reach the share) / (rotations + 1): lower, less likely shared subspace alone">
                    p
                  </Explained>
                </th>
                <th scope="col" className={`${number} pr-1`}>
                  <Explained meaning="the exact expectation when units change places at random in every network">
                    chance
                  </Explained>
                </th>
              </tr>
            </thead>
            <tbody>
              {layers.map((layer) => (
                <CyclesRow
                  key={`${layer} ${rule}`}
                  networks={ids}
                  layer={layer}
                  rule={rule}
                  end={barEnd(known)}
                  isOpen={layer === open}
                  onOpen={(name) => choose({ walks: name })}
                  onFigures={onFigures}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {open ? (
          <div className="min-w-0">
            <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
              <h3 className="text-small font-semibold">Units of {open}</h3>
              <Segmented
                label="Which units"
                value={returned ? 'home' : 'away'}
                onChange={(value) => setReturned(value === 'home')}
                choices={[
                  { value: 'away', label: 'That do not return' },
                  { value: 'home', label: 'That do' },
                ]}
              />
            </div>
            <WalksTable
              key={`${open} ${rule} ${returned}`}
              networks={ids}
              layer={open}
              rule={rule}
              returned={returned}
            />
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Key({ end }: { end: number }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {[
        ['returns', 'var(--assignment)'],
        ['rotated', BASELINE_LOOKS.ROTATION.colour],
        ['chance', 'var(--ink)'],
      ].map(([name, colour], place) => (
        <span key={name} className="flex items-center gap-1">
          <span
            aria-hidden="true"
            className={place === 0 ? 'h-2 w-3 rounded-[0.15rem]' : 'h-3 w-[3px] rounded-full'}
            style={{ background: colour }}
          />
          {name}
        </span>
      ))}
      <span className="ml-auto">bars to {end * 100} %</span>
    </span>
  );
}

function csvOf(figures: readonly CyclesFigures[]): string {
  const columns = [
    'layer',
    'rule',
    'live',
    'dead',
    'returned',
    'lost',
    'share',
    'rotated_mean',
    'p_value',
    'chance',
  ] as const;
  return toCsv(
    columns,
    figures.map(({ layer, rule, live, dead, returned, lost, share, chance, baseline }) => ({
      layer,
      rule,
      live,
      dead,
      returned,
      lost,
      share,
      rotated_mean: baseline.__typename === 'CyclesBaseline' ? baseline.mean : null,
      p_value: baseline.__typename === 'CyclesBaseline' ? baseline.pValue : null,
      chance,
    })),
  );
}
