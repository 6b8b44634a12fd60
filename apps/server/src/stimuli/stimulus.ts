import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import { Url } from '../relay/url.js';
import { ProbeSet } from './probeSet.js';
import type { StimulusFacts } from './stimulusFacts.js';

@ObjectType({ implements: Node, description: 'One entry of a probe set.', simpleResolvers: true })
export class Stimulus extends Node {
  @Field(() => Int, { description: 'Place in the probe set, from 0.' })
  readonly index: number;
  @Field(() => String, { nullable: true, description: 'Name of its class; null without labels.' })
  readonly label: string | null;
  @Field(() => Boolean, { description: 'True when no network was trained on it.' })
  readonly heldOut: boolean;
  @Field(() => Url, {
    description:
      'It as a PNG, one pixel for one pixel. Immutable. Answers 404 where its probe set has no stimuli here.',
  })
  readonly image: string;
  @Field(() => Url, {
    description:
      'A small picture of it as a PNG, 96 pixels on its longer side, made when it was imported; `image` where it is no larger. Immutable.',
  })
  readonly thumbnail: string;
  @Field(() => String, {
    nullable: true,
    description: 'The file, row or line that it came from, as its probe set was imported; null where nobody said.',
  })
  readonly name: string | null;
  @Field(() => [Int], {
    description: 'Its extents: channels, height, width; or features, or tokens, which the picture shows as one row.',
  })
  readonly shape: readonly number[];
  @Field(() => ProbeSet, { description: 'The probe set that it is in.' })
  readonly probeSet: ProbeSet;

  constructor(probeSet: ProbeSet, { labels, heldOut, names }: StimulusFacts, index: number) {
    super(idOf.stimulus(probeSet.slug, index));
    const label = labels?.[index];
    this.index = index;
    this.label = label === undefined ? null : (probeSet.classes[label] ?? String(label));
    this.heldOut = heldOut?.[index] === 1;
    this.image = `/stimuli/${probeSet.digest}/${index}.png`;
    this.thumbnail = probeSet.record.thumbnailsBlob == null ? this.image : `${this.image}?thumbnail`;
    this.name = names?.[index] ?? null;
    this.shape = probeSet.shape;
    this.probeSet = probeSet;
  }
}

export const StimulusConnection = connectionType('Stimulus', () => Stimulus, 'stimuli');
