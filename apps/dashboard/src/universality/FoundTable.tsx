'use client';

import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { formatCount, formatShare, formatValue } from '../format/numbers';
import { ScrollBox } from '../plots/ScrollBox';
import type { LayerCounts } from './layerCounts';
import { type Found, STANDING_LOOKS } from './standingLooks';

type Props = {
  counts: readonly LayerCounts[];
  standings: readonly Found[];
  onPick: (layer: string, found: Found) => void;
};

const head = 'px-2 py-1.5 text-tiny font-medium whitespace-nowrap text-faint';
const number = `${head} text-right`;
const cell = 'px-2 py-1.5 text-right whitespace-nowrap';

/** The bars in numbers. Each count leads to its units. */
export function FoundTable({ counts, standings, onPick }: Props) {
  return (
    <ScrollBox label="Units by layer and networks">
      <table className="w-full border-collapse text-small [&_td]:tabular-nums">
        <caption className="sr-only">Units of each layer by how many networks they are found in</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} pl-0 text-left`}>
              Layer
            </th>
            {standings.map((standing) => (
              <th key={standing} scope="col" className={number}>
                <Explained meaning={STANDING_LOOKS[standing].meaning}>{STANDING_LOOKS[standing].name}</Explained>
              </th>
            ))}
            <th scope="col" className={number}>
              <Explained meaning="dead or constant: looked for nowhere, and in no share or mean">no variance</Explained>
            </th>
            <th scope="col" className={number}>
              excess <Direction higher="more universal" />
            </th>
            <th scope="col" className={number}>
              best
            </th>
            <th scope="col" className={`${number} pr-0`}>
              rotated
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map((layer) => {
            const live = layer.all + layer.some + layer.one;
            return (
              <tr key={layer.layer} className="border-b border-line/70 last:border-0">
                <th scope="row" className="sticky left-0 bg-raised py-1.5 pr-2 text-left font-medium whitespace-nowrap">
                  {layer.layer}
                </th>
                {standings.map((standing) => {
                  const count = layer[STANDING_LOOKS[standing].field] as number;
                  return (
                    <td key={standing} className={cell}>
                      <button
                        type="button"
                        disabled={count === 0}
                        onClick={() => onPick(layer.layer, standing)}
                        aria-label={`${layer.layer}: ${formatCount(count)} units ${STANDING_LOOKS[standing].name}. Show them`}
                        className="rounded-small font-medium enabled:hover:text-accent disabled:text-faint"
                      >
                        {formatCount(count)}
                        <span className="ml-1.5 inline-block w-12 font-normal text-faint">
                          {formatShare(live === 0 ? null : count / live)}
                        </span>
                      </button>
                    </td>
                  );
                })}
                <td className={cell}>{formatCount(layer.dead)}</td>
                <td className={`${cell} font-medium`}>{formatValue(layer.excess)}</td>
                <td className={cell}>{formatValue(layer.best)}</td>
                <td className={`${cell} pr-0`}>{formatValue(layer.rotated)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
