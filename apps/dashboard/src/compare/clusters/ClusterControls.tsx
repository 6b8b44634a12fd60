'use client';

import { Segmented } from '../../components/Segmented';
import { Select } from '../../components/Select';
import { Slider, useDragged } from '../../components/Slider';
import { formatValue } from '../../format/numbers';
import type { ClusterChoice } from './clusterChoice';
import type { ChooseClusters } from './useClusterChoice';

type Props = { choice: ClusterChoice; choose: ChooseClusters };

const methodChoices = [
  { value: 'HIERARCHICAL', label: 'Hierarchical' },
  { value: 'SPECTRAL', label: 'Spectral' },
] as const;

const linkageChoices = [
  { value: 'AVERAGE', label: 'Average', note: 'mean distance' },
  { value: 'COMPLETE', label: 'Complete', note: 'farthest units' },
  { value: 'SINGLE', label: 'Single', note: 'nearest units' },
  { value: 'WARD', label: 'Ward', note: 'signed, threshold 0' },
] as const;

const signChoices = [
  { value: 'ABSOLUTE', label: '|r|', note: 'mirrored units are alike' },
  { value: 'SIGNED', label: 'r', note: 'mirrored units are opposite' },
  { value: 'POSITIVE', label: 'max(r, 0)', note: 'mirrored units are unlike' },
] as const;

/** How units are clustered: every choice that changes the clusters. */
export function ClusterControls({ choice, choose }: Props) {
  const [threshold, setThreshold] = useDragged(choice.threshold, (next) => choose({ threshold: next }));
  const spectral = choice.method === 'SPECTRAL';
  return (
    <section aria-label="How units are clustered" className="surface flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
      <Segmented
        label="Method"
        value={choice.method}
        onChange={(method) => choose({ method, clusters: null })}
        choices={methodChoices}
      />
      {spectral ? null : (
        <Select
          label="Linkage"
          value={choice.linkage}
          onChange={(linkage) => choose({ linkage })}
          choices={linkageChoices}
        />
      )}
      <Select
        label="Similarity"
        value={choice.sign}
        onChange={(sign) => choose({ sign })}
        choices={spectral ? signChoices.map((each) => ({ ...each, disabled: each.value === 'SIGNED' })) : signChoices}
      />
      <label className="flex min-w-56 flex-1 items-center gap-3 text-small text-soft sm:max-w-80">
        <span className="shrink-0">Ignore below</span>
        <Slider
          label="Threshold"
          low={0}
          high={0.9}
          step={0.05}
          value={threshold}
          onChange={setThreshold}
          words={`correlations nearer to 0 than ${formatValue(threshold, 2)} count as 0`}
        />
        <output className="w-9 shrink-0 text-right font-medium text-ink tabular-nums">
          {formatValue(threshold, 2)}
        </output>
      </label>
    </section>
  );
}
