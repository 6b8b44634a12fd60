'use client';

import { Select } from '../components/Select';
import { capital, words } from '../format/words';
import type { ChoosableNetwork, ChoosableProbeSet } from './choicesDocument';
import { type CompareChoice, reductions, SAMPLED_POSITIONS } from './compareChoice';
import { LayerPicker } from './LayerPicker';
import { SharedLayers } from './SharedLayers';
import type { Choose } from './useCompareChoice';

type Props = {
  networks: readonly ChoosableNetwork[];
  probeSets: readonly ChoosableProbeSet[];
  left: string;
  right: string;
  choice: CompareChoice;
  choose: Choose;
};

const reductionNotes = {
  ALL_POSITIONS: 'each position a sample',
  MEAN: 'one sample a stimulus',
  MAX: 'one sample a stimulus',
  SAMPLED: `${SAMPLED_POSITIONS} positions a stimulus`,
};

/** Which two layers, and what their samples are. */
export function ComparePickers({ networks, probeSets, left, right, choice, choose }: Props) {
  const usual = '';
  return (
    <div className="surface mb-6 flex flex-wrap items-end gap-x-8 gap-y-3 p-4">
      <LayerPicker name="Left" networks={networks} layer={left} onChange={(next) => choose({ left: next, right })} />
      <LayerPicker name="Right" networks={networks} layer={right} onChange={(next) => choose({ left, right: next })} />
      <div className="flex flex-wrap gap-2">
        <Select
          label="Samples"
          value={choice.reduction}
          onChange={(reduction) => choose({ reduction })}
          choices={reductions.map((kind) => ({ value: kind, label: capital(words(kind)), note: reductionNotes[kind] }))}
        />
        {probeSets.length > 1 ? (
          <Select
            label="Probe set"
            value={choice.probeSet ?? usual}
            onChange={(probeSet) => choose({ probeSet })}
            placeholder="the first that fits"
            choices={probeSets.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
      <SharedLayers networks={networks} left={left} right={right} choose={choose} />
    </div>
  );
}
