import { edgeInStimulus, imageGeometry, type Profile } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { Layer } from '../layers/layer.js';
import { Unavailable } from '../relay/unavailable.js';
import { Url } from '../relay/url.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { Stimulus } from '../stimuli/stimulus.js';
import type { StimulusFacts } from '../stimuli/stimulusFacts.js';

@ObjectType({
  description:
    'A box in pixels of the stimulus; right and bottom are exclusive. It may reach beyond the stimulus, where the network sees padding.',
  simpleResolvers: true,
})
export class Box {
  @Field(() => Int, { description: 'First row.' })
  readonly top: number;
  @Field(() => Int, { description: 'First column.' })
  readonly left: number;
  @Field(() => Int, { description: 'The row behind the last one.' })
  readonly bottom: number;
  @Field(() => Int, { description: 'The column behind the last one.' })
  readonly right: number;

  constructor(top: number, left: number, bottom: number, right: number) {
    this.top = top;
    this.left = left;
    this.bottom = bottom;
    this.right = right;
  }
}

/**
 * What one position of a layer sees of a stimulus, its preprocessing undone: rounded outwards to whole pixels. Null where it
 * has no rows and columns.
 */
export function boxOf(
  { description: { receptiveField }, network }: Layer,
  { shape: [, height, width] }: ProbeSet,
  position: readonly number[],
): Box | null {
  if (receptiveField === null || position.length < 2 || height === undefined || width === undefined) return null;
  const geometry = imageGeometry([height, width], network.record.preprocessing);
  if (geometry === null) return null;
  const edge = (axis: 0 | 1, end: 0 | 1): number => {
    const begin = (receptiveField.start[axis] ?? 0) + (position[axis] ?? 0) * (receptiveField.stride[axis] ?? 1);
    const found = edgeInStimulus(geometry[axis], begin + end * (receptiveField.size[axis] ?? 1));
    return end === 0 ? Math.floor(found) : Math.ceil(found);
  };
  return new Box(edge(0, 0), edge(1, 0), edge(0, 1), edge(1, 1));
}

/** Row and column of a flat position; empty without positions. */
export function positionOf({ positions }: Layer, flat: number): number[] {
  const width = positions[1] ?? 1;
  if (positions.length === 0) return [];
  return positions.length === 1 ? [flat] : [Math.floor(flat / width), flat % width];
}

@ObjectType({ description: 'The highest activation of a unit in one stimulus.', simpleResolvers: true })
export class Activation {
  @Field(() => Int, { description: 'Place among the stimuli by falling activation, from 1.' })
  readonly rank: number;
  @Field(() => Float, { description: 'The activation.' })
  readonly value: number;
  @Field(() => Stimulus, { description: 'The stimulus.' })
  readonly stimulus: Stimulus;
  @Field(() => [Int], {
    description:
      'Row and column of the position of highest activation, or the place of the token; empty without positions.',
  })
  readonly position: readonly number[];
  @Field(() => Box, {
    nullable: true,
    description: 'What that position sees of the stimulus; null without positions, where it sees all.',
  })
  readonly receptiveField: Box | null;
  @Field(() => Url, {
    description: 'The stimulus cropped to the receptive field, as PNG; transparent where the field reaches beyond it.',
  })
  readonly crop: string;

  constructor(layer: Layer, stimulus: Stimulus, place: { rank: number; value: number; position: number }) {
    this.rank = place.rank;
    this.value = place.value;
    this.stimulus = stimulus;
    this.position = positionOf(layer, place.position);
    const box = boxOf(layer, stimulus.probeSet, this.position);
    this.receptiveField = box;
    this.crop =
      box === null ? stimulus.image : `${stimulus.image}?crop=${box.top},${box.left},${box.bottom},${box.right}`;
  }
}

@ObjectType({
  description: 'Stimuli that drive a unit most, each counted once, at its best position.',
  simpleResolvers: true,
})
export class TopStimuli {
  @Field(() => [Activation], {
    description: 'By falling activation; ties to the stimulus that comes first. Empty for a unit that does not vary.',
  })
  readonly activations: readonly Activation[];

  constructor(layer: Layer, unit: number, first: number, profile: Profile, probeSet: ProbeSet, facts: StimulusFacts) {
    const { kept } = profile;
    const named = (profile.topStimuli[unit * kept] as number) < 0 ? 0 : Math.min(first, kept);
    this.activations = Array.from({ length: named }, (_, place) => {
      const at = unit * kept + place;
      const stimulus = new Stimulus(probeSet, facts, profile.topStimuli[at] as number);
      const [value, position] = [profile.topValues[at] as number, profile.topPositions[at] as number];
      return new Activation(layer, stimulus, { rank: place + 1, value, position });
    });
  }
}

export const TopStimuliResult = createUnionType({
  name: 'TopStimuliResult',
  description: 'Top stimuli of a unit, or the computation that does not have them yet, or why there can be none.',
  types: () => [TopStimuli, Computation, Unavailable] as const,
});
