import type { Cancelled } from '../../errors.js';
import type { GroupContext } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { reportOf } from '../reportOf.js';
import type { Recording } from '../values.js';

/** What the draws of a pair under one measure are made from; those that differ only in the measure share a pass. */
export interface DrawnParameters<Measure extends string> {
  readonly measure: Measure;
  readonly left: Derivation<Recording>;
  readonly right: Derivation<Recording>;
  readonly repeats: number;
  readonly seed: number;
}

export function drawnOf<Measure extends string>(wanted: Derivation): DrawnParameters<Measure> {
  return wanted.parameters as unknown as DrawnParameters<Measure>;
}

/** The same for all that can share a pass. */
export function pairOf(wanted: Derivation): string {
  const { left, right, repeats, seed } = drawnOf(wanted);
  return `${left.key} ${right.key} ${repeats} ${seed}`;
}

/** The values of each measure in one pass, given back to those who asked for them. */
export async function drawTogether<Measure extends string, Value>(
  wanted: readonly Derivation<Value>[],
  context: GroupContext,
  stage: string,
  draw: (
    measures: readonly Measure[],
    report: (fraction: number) => Promise<void>,
  ) => Promise<ReadonlyMap<Measure, Value>>,
): Promise<ReadonlyMap<string, Value | Cancelled>> {
  const measures = wanted.map((each) => drawnOf<Measure>(each).measure);
  const cancelled = new Map<string, Cancelled>();
  const drawn = await draw(measures, async (fraction) => {
    for (const { key } of wanted) {
      const stopped = cancelled.get(key) ?? (await reportOf(context, key, fraction, stage));
      if (stopped !== null) cancelled.set(key, stopped);
    }
    // The last one that leaves ends the work.
    for (const stopped of cancelled.values()) if (cancelled.size === wanted.length) throw stopped;
  });
  return new Map(
    wanted.map((each) => [each.key, cancelled.get(each.key) ?? (drawn.get(drawnOf<Measure>(each).measure) as Value)]),
  );
}
