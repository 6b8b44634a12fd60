import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const UnitOrder = words('INDEX', 'MEAN', 'DEVIATION', 'MAXIMUM', 'ZERO_SHARE', 'BEST_MATCH');
export type UnitOrder = WordOf<typeof UnitOrder>;
registerEnumType(UnitOrder, {
  name: 'UnitOrder',
  description: 'What units are sorted by.',
  valuesConfig: {
    INDEX: { description: 'Their own order in the layer.' },
    MEAN: { description: 'Mean activation over all samples.' },
    DEVIATION: { description: 'Population standard deviation of the activation.' },
    MAXIMUM: { description: 'Highest activation.' },
    ZERO_SHARE: { description: 'Share of the samples that are exactly zero, 0 to 1.' },
    BEST_MATCH: { description: 'Value of the best partner in the layer or network that `in` names.' },
  },
});

export const UnitCondition = words('LIVE', 'DEAD', 'CONSTANT');
export type UnitCondition = WordOf<typeof UnitCondition>;
registerEnumType(UnitCondition, {
  name: 'UnitCondition',
  description: 'Whether a unit varies over the samples. Only live units have correlations and take part in matchings.',
  valuesConfig: {
    LIVE: { description: 'It varies.' },
    DEAD: { description: 'It is zero on every sample.' },
    CONSTANT: { description: 'It has one value other than zero on every sample.' },
  },
});

export const UniversalityScope = words('SAME_LAYER', 'ANY_LAYER');
export type UniversalityScope = WordOf<typeof UniversalityScope>;
registerEnumType(UniversalityScope, {
  name: 'UniversalityScope',
  description: 'Where in another network the units of a layer are looked for.',
  valuesConfig: {
    SAME_LAYER: { description: 'In the layer of the same name, which for networks built alike is the same depth.' },
    ANY_LAYER: {
      description:
        'In every layer whose samples pair up, the best one counting; chance takes the best over the same rotated layers. Costs a baseline for each two layers.',
    },
  },
});

export const FoundIn = words('ALL', 'SOME', 'ONE');
export type FoundIn = WordOf<typeof FoundIn>;
registerEnumType(FoundIn, {
  name: 'FoundIn',
  description: 'In how many of the networks that were looked in a unit is found, its own included.',
  valuesConfig: {
    ALL: { description: 'In every one.' },
    SOME: { description: 'In its own and at least one other, yet not in every one. Needs three networks.' },
    ONE: { description: 'In its own alone.' },
  },
});

export const UnitUniversalityOrder = words('EXCESS', 'BEST', 'FOUND_IN', 'INDEX');
export type UnitUniversalityOrder = WordOf<typeof UnitUniversalityOrder>;
registerEnumType(UnitUniversalityOrder, {
  name: 'UnitUniversalityOrder',
  description: 'What units are sorted by that are looked for in other networks. Dead units come last in any case.',
  valuesConfig: {
    EXCESS: { description: 'Mean surplus over what rotation gives.' },
    BEST: { description: 'Mean correlation with the best partner of each network.' },
    FOUND_IN: { description: 'Number of other networks in which it is found, then excess.' },
    INDEX: { description: 'Their own order: layer by layer, network by network, unit by unit.' },
  },
});
