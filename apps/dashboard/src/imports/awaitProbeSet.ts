import type { Client } from 'urql';
import { capital } from '../format/words';
import { answered } from './answered';
import { ImportFailure } from './importFailure';
import { type ImportedProbeSet, importProbeSetDocument, type ProbeSetInput } from './probeSetImportDocuments';
import type { TaskTools } from './useTask';

/** Milliseconds between two looks at how far an import is. */
const interval = 500;

/** Imports a probe set: asks again until it is there, telling how far it is. @throws ImportFailure */
export async function awaitProbeSet(
  client: Client,
  input: ProbeSetInput,
  { signal, report }: TaskTools,
): Promise<ImportedProbeSet> {
  for (;;) {
    const answer = await client.mutation(importProbeSetDocument, { input }).toPromise();
    const outcome = answered(answer, (data) => data.importProbeSet);
    if (outcome.__typename === 'ProbeSet') return outcome;
    if (outcome.state === 'CANCELLED') throw new ImportFailure('The import was cancelled.', 'Import it again.');
    report(outcome.progress, outcome.stage === null ? 'Importing' : capital(outcome.stage));
    await new Promise((resolve) => setTimeout(resolve, interval));
    if (signal.aborted) throw new ImportFailure('The page was left.', 'The import goes on without it.');
  }
}
