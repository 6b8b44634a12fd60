import type { GroupContext } from '../definition.js';
import type { Derivation } from '../derivation.js';
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
export function passOf(wanted: Derivation): string {
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
): Promise<ReadonlyMap<string, Value>> {
  const measures = wanted.map((each) => drawnOf<Measure>(each).measure);
  const drawn = await draw(measures, async (fraction) => {
    for (const { key } of wanted) await context.report(key, fraction, stage);
  });
  return new Map(wanted.map((each) => [each.key, drawn.get(drawnOf<Measure>(each).measure) as Value]));
}
