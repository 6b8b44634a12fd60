'use client';

import { useMemo, useState } from 'react';
import { useAddress } from '../address/useAddress';
import { Section } from '../components/Section';
import { formatCount } from '../format/numbers';
import type { PairPoint } from './activationsDocument';
import { BrushedStimuli } from './BrushedStimuli';
import { Scatter } from './Scatter';
import { isWithin, readBrush, writeBrush } from './scatterScale';

type Props = {
  points: readonly PairPoint[];
  total: number;
  left: string;
  right: string;
};

/** The scatter and the stimuli behind it. What is brushed stands in the address. */
export function PairActivations({ points, total, left, right }: Props) {
  const [params, change] = useAddress();
  const [hovered, setHovered] = useState<number | null>(null);
  const text = params.get('brush');
  const brush = useMemo(() => readBrush(text), [text]);
  const chosen = useMemo(() => (brush ? points.filter((point) => isWithin(brush, point)) : []), [brush, points]);
  const all = points.length >= total;
  return (
    <Section
      title="Activations on the same samples"
      note={
        all ? `all ${formatCount(total)}` : `${formatCount(points.length)} of ${formatCount(total)}, drawn at random`
      }
    >
      <div className="grid gap-6 md:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
        <Scatter
          points={points}
          left={left}
          right={right}
          brush={brush}
          onBrush={(next) => change({ brush: next && writeBrush(next) })}
          hovered={hovered}
          onHover={setHovered}
        />
        <BrushedStimuli
          points={brush ? chosen : points}
          hovered={hovered === null ? null : (points[hovered] ?? null)}
          brushed={brush !== null}
          onClear={() => change({ brush: null })}
        />
      </div>
    </Section>
  );
}
