import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import { LayerKind } from '../enums.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import { Refused } from './importResults.js';
import { Network } from './network.js';
import { Preprocessing } from './preprocessing.js';
import { InputKind, PreprocessingPreset } from './preprocessingEnums.js';

@ObjectType({ description: 'A layer that a model would have.', simpleResolvers: true })
export class InspectedLayer {
  @Field(() => String, { description: 'Name in the network.' })
  readonly name!: string;
  @Field(() => String, { description: 'Name of its tensor in the model.' })
  readonly tensor!: string;
  @Field(() => LayerKind, { description: 'What kind of layer.' })
  readonly kind!: LayerKind;
  @Field(() => Int, { description: 'Number of units.' })
  readonly unitCount!: number;
  @Field(() => [Int], {
    description: 'Extents of its positions: height, width; or tokens, 0 where any number will do; empty without.',
  })
  readonly positions!: readonly number[];
  @Field(() => String, {
    description: 'How the values of its tensor lie, from the outermost: `batch x 64 units x 7 x 7 positions`.',
  })
  readonly axes!: string;
}

@ObjectType({ description: 'Preprocessing by a preset, with all its numbers.', simpleResolvers: true })
export class PresetChoice {
  @Field(() => PreprocessingPreset, { description: 'The preset.' })
  readonly preset!: PreprocessingPreset;
  @Field(() => Preprocessing, { description: 'Its numbers for the input of this model.' })
  readonly preprocessing!: Preprocessing;
}

@ObjectType({
  description: 'A probe set, and whether a model takes its stimuli by the preprocessing that was said.',
  simpleResolvers: true,
})
export class ProbeSetFit {
  @Field(() => ProbeSet, { description: 'The probe set.' })
  readonly probeSet!: ProbeSet;
  @Field(() => String, { nullable: true, description: 'Why the model does not take it; null where it does.' })
  readonly problem!: string | null;
  @Field(() => Estimate, {
    nullable: true,
    description: 'What recording all layers on it would cost, every position a sample; null where it does not fit.',
  })
  readonly estimate!: Estimate | null;
}

@ObjectType({ description: 'What a model is. Nothing of it was kept.', simpleResolvers: true })
export class NetworkInspection {
  @Field(() => InputKind, { description: 'What it takes.' })
  readonly inputKind!: InputKind;
  @Field(() => [Int], {
    description: 'Extents of one input: channels, height, width; or features; or tokens, 0 where any number will do.',
  })
  readonly inputShape!: readonly number[];
  @Field(() => String, { nullable: true, description: 'Element type of the input in the file.' })
  readonly inputType!: string | null;
  @Field(() => [String], { description: 'Other inputs, which are filled by rule.' })
  readonly filledInputs!: readonly string[];
  @Field(() => Float, { description: 'Bytes of its files.' })
  readonly bytes!: number;
  @Field(() => Float, { description: 'Number of trained parameters.' })
  readonly parameterCount!: number;
  @Field(() => Int, { description: 'Units of all layers together.' })
  readonly unitCount!: number;
  @Field(() => [InspectedLayer], { description: 'Layers that it would have, in the order of depth.' })
  readonly layers!: readonly InspectedLayer[];
  @Field(() => Preprocessing, { description: 'How raw stimuli become its input, as said.' })
  readonly preprocessing!: Preprocessing;
  @Field(() => [PresetChoice], { description: 'What presets would make of it; none where it takes no colour images.' })
  readonly presets!: readonly PresetChoice[];
  @Field(() => [ProbeSetFit], { description: 'All probe sets that are here.' })
  readonly probeSets!: readonly ProbeSetFit[];
  @Field(() => [Network], { description: 'Networks that are here already with the same file.' })
  readonly sameFile!: readonly Network[];
}

export const InspectNetworkResult = createUnionType({
  name: 'InspectNetworkResult',
  description: 'What a model is, or why it cannot be read.',
  types: () => [NetworkInspection, Refused] as const,
  resolveType: (value: object) => (value instanceof Refused ? Refused : NetworkInspection),
});
