import { followCycle, legOf, type Walks } from '../../matchings/cycles.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Cycles, Matchings, MatchRule, Recording } from '../values.js';

export const cyclesDefinition: Definition<Cycles> = {
  kind: 'cycles',
  cost({ size: { units = 0, legs = 0 } }) {
    return { scanning: 3 * 12 * units * legs, steps: 2 };
  },
  async compute(wanted, context) {
    const { first, legs } = wanted.parameters as unknown as {
      first: Derivation<Recording>;
      legs: readonly Derivation<Matchings>[];
    };
    await context.report(0, 'following units');
    const { units, conditions } = context.input(first);
    const walks = (rule: MatchRule): Walks => followCycle(legs.map((leg) => legOf(context.input(leg), rule)));
    return {
      units,
      conditions,
      rules: { GREEDY: walks('GREEDY'), ASSIGNMENT: walks('ASSIGNMENT'), MUTUAL: walks('MUTUAL') },
    };
  },
};
