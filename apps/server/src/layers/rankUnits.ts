import { type Recording, UNIT_CONDITIONS } from '@unitgraph/analysis';
import { falling } from '../comparisons/falling.js';
import type { Incomparable } from '../comparisons/incomparable.js';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { UnitOrder } from '../enums.js';
import { badInput } from '../errors.js';
import { chosenRecording } from '../recordings/chosenRecording.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { SearchScope, searchScope } from '../units/searchScope.js';
import { unitOf } from '../units/unit.js';
import type { Layer } from './layer.js';
import type { RankingArguments } from './layerArguments.js';
import { RankedUnit, Ranking } from './ranking.js';

/** The units of a layer in the order asked for. Order by index alone needs no recording. */
export async function rankUnits(
  context: Context,
  layer: Layer,
  asked: RankingArguments,
): Promise<Ranking | Incomparable | Computation | Unavailable> {
  if (asked.by === 'BEST_MATCH' && asked.in == null) {
    throw badInput('by: BEST_MATCH needs `in`, the layer or network in which partners are looked for.');
  }
  const scope = asked.in == null ? null : await searchScope(context, layer, asked.in, asked);
  if (scope !== null && !(scope instanceof SearchScope)) return scope;

  let recording: Recording | null = null;
  if (needsRecording(asked)) {
    const chosen = await chosenRecording(context, layer, asked);
    if (chosen instanceof Unavailable) return chosen;
    const value = await context.answer(chosen.recording, (found) => found);
    if (value instanceof Computation) return value;
    recording = value;
  }
  const score = scoreBy(asked.by, recording, scope);
  const all = Array.from({ length: layer.unitCount }, (_, unit) => unit);
  const units = all.filter(
    (unit) => asked.condition == null || UNIT_CONDITIONS[recording?.conditions[unit] ?? 0] === asked.condition,
  );
  // Rising is falling by the opposite number, so that units without a score come last either way.
  const scores = new Map(units.map((unit) => [unit, score(unit)]));
  const ordered = inOrder(units, (unit) => (asked.descending ? 1 : -1) * (scores.get(unit) ?? Number.NaN));
  const page = pageOf(asked.first, asked.after, ordered.length);
  const entries = ordered.slice(page.start, page.end).map((unit, place) => {
    const own = scores.get(unit) ?? Number.NaN;
    const match = scope?.best(unit, 1)[0] ?? null;
    return new RankedUnit(unitOf(layer, unit), Number.isNaN(own) ? null : own, page.start + place + 1, match);
  });
  return new Ranking(entries, ordered.length, page);
}

function needsRecording({ by, condition }: RankingArguments): boolean {
  return condition != null || (by !== 'INDEX' && by !== 'BEST_MATCH');
}

function inOrder(units: readonly number[], score: (unit: number) => number): number[] {
  const places = falling(
    units.map((_, place) => place),
    (place) => score(units[place] as number),
  );
  return places.map((place) => units[place] as number);
}

function scoreBy(
  by: UnitOrder,
  recording: Recording | null,
  scope: SearchScope | null,
): (unit: number) => number | undefined {
  const moments = recording?.moments;
  switch (by) {
    case 'INDEX':
      return (unit) => unit;
    case 'BEST_MATCH':
      return (unit) => scope?.best(unit, 1)[0]?.value;
    case 'MEAN':
      return (unit) => moments?.mean[unit];
    case 'MAXIMUM':
      return (unit) => moments?.maximum[unit];
    case 'DEVIATION':
      return (unit) => moments && Math.sqrt((moments.squares[unit] as number) / moments.count);
    case 'ZERO_SHARE':
      return (unit) => moments && (moments.zeros[unit] as number) / moments.count;
  }
}
