'use client';

import { useEffect } from 'react';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatShare, formatValue } from '../format/numbers';
import { withoutVariance } from '../format/withoutVariance';
import { type CyclesFigures, cyclesDocument } from './cyclesDocument';
import { ReturnBar } from './ReturnBar';
import type { CycleRule } from './universalityChoice';

type Props = {
  networks: string[];
  layer: string;
  rule: CycleRule;
  /** The share at the right end of every bar. */
  end: number;
  isOpen: boolean;
  onOpen: (layer: string) => void;
  onFigures: (layer: string, figures: CyclesFigures) => void;
};

export const cyclesCell = 'px-2 py-1.5 text-right whitespace-nowrap';

/** One layer: how many of its units return. */
export function CyclesRow({ networks, layer, rule, end, isOpen, onOpen, onFigures }: Props) {
  const result = useResult({ query: cyclesDocument, variables: { networks, layer, rule } });
  const figures = result.data?.cycles.__typename === 'Cycles' ? result.data.cycles : null;
  useEffect(() => {
    if (figures) onFigures(layer, figures);
  }, [layer, figures, onFigures]);
  const baseline = figures?.baseline.__typename === 'CyclesBaseline' ? figures.baseline : null;
  return (
    <tr
      className="border-b border-line/70 last:border-0 data-[active]:bg-accent-wash/60"
      data-active={isOpen || undefined}
    >
      <th scope="row" className="py-1.5 pr-2 pl-1 text-left font-medium whitespace-nowrap">
        <button type="button" aria-pressed={isOpen} onClick={() => onOpen(layer)} className="hover:text-accent">
          {layer}
        </button>
      </th>
      <td className="w-full py-1.5 pr-3">
        <Settled
          result={result}
          of={(data) => data.cycles}
          name={`The walks of ${layer}`}
          skeleton={<Skeleton className="h-3 w-full" />}
          compact
        >
          {({ share, chance }) => (
            <ReturnBar share={share ?? 0} chance={chance} rotated={baseline?.mean ?? null} end={end} />
          )}
        </Settled>
      </td>
      <td className={cyclesCell}>
        <span className="font-medium">{formatShare(figures?.share)}</span>
        <span
          className="ml-1.5 inline-block w-16 text-faint"
          title={
            figures ? `${figures.lost} lost on the way; ${withoutVariance(figures.dead, 0) || 'no dead units'}` : ''
          }
        >
          {figures ? `${figures.returned} of ${figures.live}` : ''}
        </span>
      </td>
      <td className={cyclesCell}>
        <Settled
          result={result}
          of={(data) => (data.cycles.__typename === 'Cycles' ? data.cycles.baseline : null)}
          name="The baseline"
          skeleton={<Skeleton className="ml-auto h-3 w-12" />}
          compact
        >
          {({ mean }) => <>{formatShare(mean)}</>}
        </Settled>
      </td>
      <td className={cyclesCell}>{formatValue(baseline?.pValue, 2)}</td>
      <td className={`${cyclesCell} pr-1`}>{formatShare(figures?.chance)}</td>
    </tr>
  );
}
