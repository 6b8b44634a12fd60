import {
  isFound,
  type LayerUniversality,
  type SeenNetwork,
  type Universality,
  universality,
} from '@unitgraph/analysis';
import { Incomparable } from '../comparisons/incomparable.js';
import type { LayerPair } from '../comparisons/layerPair.js';
import { Match } from '../comparisons/match.js';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { FoundIn } from '../enums.js';
import type { Network } from '../networks/network.js';
import { type LayerSurvey, nowhere } from './layerSurvey.js';
import type { UniversalityChoice } from './universalityArguments.js';

/** Another network that was looked in, and what was seen there. */
interface Seen {
  readonly network: Network;
  readonly pairs: readonly LayerPair[];
  readonly values: SeenNetwork;
}

/** What became of a survey: thresholds are laid on here, so that they cost nothing. */
export class FoundUnits {
  readonly means: Universality;

  constructor(
    readonly survey: LayerSurvey,
    readonly seen: readonly Seen[],
    readonly incomparable: readonly Incomparable[],
    readonly conditions: Uint8Array,
    readonly choice: UniversalityChoice,
  ) {
    this.means = universality(seen.map(({ values }) => values));
  }

  isLive(unit: number): boolean {
    return this.conditions[unit] === 0;
  }

  /** In how many other networks the unit is found. */
  foundIn(unit: number): number {
    return this.seen.filter(({ values }) => isFound(values, unit, this.choice.threshold)).length;
  }

  /** Null for a unit that does not vary. */
  standing(unit: number): FoundIn | null {
    if (!this.isLive(unit)) return null;
    const count = this.foundIn(unit);
    return count === this.seen.length ? 'ALL' : count > 0 ? 'SOME' : 'ONE';
  }

  /** The best partner in one of the networks. */
  bestIn({ pairs, values }: Seen, unit: number): Match | null {
    const [pair, right] = [pairs[values.layers[unit] as number], values.targets[unit] as number];
    if (pair === undefined) return null;
    const [value, mutual] = [values.best[unit] as number, values.mutual[unit] === 1];
    return new Match(pair, 'GREEDY', this.choice.measure, null, { left: unit, right, value, rank: 1, mutual });
  }
}

/** What a survey found, or the computation that does not have it yet. */
export function foundUnits(
  context: Context,
  survey: LayerSurvey | Incomparable,
  choice: UniversalityChoice,
): Promise<FoundUnits | Incomparable | Computation> {
  if (survey instanceof Incomparable) return Promise.resolve(survey);
  return context.once(`universality ${survey.wanted.key} ${choice.threshold}`, () =>
    context.answer(survey.wanted, (value) => livingNetworks(survey, value, choice)),
  );
}

/** Leaves out networks in which nothing varies, and names them. */
function livingNetworks(
  survey: LayerSurvey,
  { conditions, networks }: LayerUniversality,
  choice: UniversalityChoice,
): FoundUnits | Incomparable {
  const seen = survey.looked.map((looked, place) => ({ ...looked, values: networks[place] as SeenNetwork }));
  const live = conditions.indexOf(0);
  const lifeless = seen.filter(({ values }) => live >= 0 && Number.isNaN(values.best[live]));
  const incomparable = [
    ...survey.incomparable,
    ...lifeless.map(({ network, pairs: [pair] }) => {
      const where = pair?.right.title ?? network.slug;
      const message = `${where} has no unit that varies on ${pair?.probeSet.slug}, so nothing is found there. Leave ${network.slug} out, or compare another layer.`;
      return new Incomparable('NO_LIVE_UNITS', message, survey.layer, pair?.right ?? null);
    }),
  ];
  const living = seen.filter((each) => !lifeless.includes(each));
  if (living.length === 0) return nowhere(survey.layer, incomparable);
  return new FoundUnits(survey, living, incomparable, conditions, choice);
}
