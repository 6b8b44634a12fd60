import { planStimuli } from '@unitgraph/analysis';
import type { FolderStore } from '../storage/folderStore.js';
import type { StimuliSummary, StimuliToLookAt } from './protocol.js';

/** Names of stimuli that are shown. */
const SHOWN = 12;

/** What a file of stimuli holds, found without decoding them. */
export async function lookAtStimuli(
  { file, options, limits }: StimuliToLookAt,
  store: FolderStore,
): Promise<StimuliSummary> {
  const {
    make: _,
    labels,
    names,
    ...planned
  } = await planStimuli(file, options, limits, {
    store,
    report: async () => {},
  });
  const perClass = new Array<number>(labels?.classes.length ?? 0).fill(0);
  for (const index of labels?.indices ?? []) (perClass[index] as number)++;
  return { ...planned, classes: labels?.classes ?? [], perClass, names: names?.slice(0, SHOWN) ?? null };
}
