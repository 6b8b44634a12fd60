import { seenNetwork } from '../../measures/universality.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Baseline, LayerUniversality, Matchings, Recording } from '../values.js';

export const universalityDefinition: Definition<LayerUniversality> = {
  kind: 'universality',
  cost({ size: { units = 0, layers = 0, repeats = 0 } }) {
    return { scanning: 8 * units * layers * (repeats + 3), steps: 2 };
  },
  async compute(wanted, context) {
    const { recording, networks } = wanted.parameters as unknown as {
      recording: Derivation<Recording>;
      networks: readonly (readonly {
        readonly matchings: Derivation<Matchings>;
        readonly rotation: Derivation<Baseline>;
      }[])[];
    };
    const { units, conditions } = context.input(recording);
    const seen = [];
    for (const [place, layers] of networks.entries()) {
      await context.report(place / networks.length, 'looking for units in other networks');
      const seenLayers = layers.map(({ matchings, rotation }) => {
        const { rules, mutual } = context.input(matchings);
        return { greedy: rules.GREEDY, mutual, rotated: context.input(rotation).rules.GREEDY.values };
      });
      seen.push(seenNetwork(seenLayers, units));
    }
    return { units, conditions, networks: seen };
  },
};
