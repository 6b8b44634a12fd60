import { restingBy } from '../linearAlgebra/breathing.js';
import type { GroupContext } from './definition.js';
import { definitionOf } from './definitions/index.js';
import type { Derivation } from './derivation.js';
import { computeRun } from './passes.js';
import { ReadingInStep } from './readingInStep.js';
import type { Recording } from './values.js';

/** A run as it is computed: the members of a pass, or one by itself. */
export interface RunInStep {
  readonly wanted: readonly Derivation[];
  /** Whether anybody still wants any of them. */
  isWanted(): boolean;
  /** A chance for others, called in long algebra: throws `Cancelled` when nobody wants any of them. */
  rest(): Promise<void>;
}

/**
 * Computes runs side by side, which read what they have in common once. Each ends by itself: what fails or is cancelled in one is nothing
 * to the others, and what is done is told at once.
 * @param spare bytes that they leave of what they may take together
 * @param settle is given each value, or the error that there is in its place
 */
export async function computeInStep(
  { runs, spare }: { readonly runs: readonly RunInStep[]; readonly spare: number },
  context: GroupContext,
  settle: (key: string, value: unknown) => Promise<void>,
): Promise<void> {
  const reading = runs.length > 1 ? new ReadingInStep(context.store, readsOf(runs, context), spare) : undefined;
  const computeOne = async (run: RunInStep, index: number): Promise<void> => {
    const own: GroupContext = {
      ...context,
      store: reading?.storeOf(index) ?? context.store,
      async report(key, fraction, stage) {
        // One that waits for a shard cannot find out by itself that nobody wants it.
        for (const [place, other] of runs.entries()) if (!other.isWanted()) reading?.stop(place);
        await context.report(key, fraction, stage);
      },
    };
    let values: ReadonlyMap<string, unknown>;
    try {
      values = await restingBy(
        () => run.rest(),
        () => computeRun(run.wanted, own),
      );
    } catch (error) {
      values = new Map(run.wanted.map(({ key }) => [key, error]));
    } finally {
      reading?.leave(index);
    }
    for (const { key } of run.wanted) await settle(key, values.get(key));
  };
  await Promise.all(runs.map(computeOne));
}

function readsOf(runs: readonly RunInStep[], context: GroupContext): Recording[][] {
  return runs.map(({ wanted }) => {
    const reads = wanted.flatMap((each) => definitionOf(each.kind).reads?.(each) ?? []) as Derivation<Recording>[];
    return [...new Map(reads.map((each) => [each.key, context.input(each)])).values()];
  });
}
