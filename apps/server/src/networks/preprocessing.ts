import { type Preprocessing as PreprocessingValue, presetOf } from '@unitgraph/analysis';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ChannelOrder, Interpolation, PreprocessingPreset } from './preprocessingEnums.js';
import { summaryOf } from './preprocessingSummary.js';

@ObjectType({ description: 'How large images are made.', simpleResolvers: true })
export class Resize {
  @Field(() => Int, {
    nullable: true,
    description: 'Pixels of the shorter side, the other in proportion; null where height and width are said.',
  })
  readonly shorterSide: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels from top to bottom; null where the shorter side is said.' })
  readonly height: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels from left to right; null where the shorter side is said.' })
  readonly width: number | null;
  @Field(() => Interpolation, { description: 'How pixels are made between pixels.' })
  readonly interpolation: Interpolation;

  constructor({ shorterSide, height, width, interpolation }: NonNullable<PreprocessingValue['resize']>) {
    this.shorterSide = shorterSide ?? null;
    this.height = height ?? null;
    this.width = width ?? null;
    this.interpolation = interpolation;
  }
}

@ObjectType({
  description:
    'How raw stimuli become the input of a network: resized, the centre cut out, channels put in order, then (raw value x scale - mean) / deviation.',
  simpleResolvers: true,
})
export class Preprocessing {
  @Field(() => PreprocessingPreset, {
    nullable: true,
    description: 'Name of the preset that it is, number by number; null where it is none.',
  })
  readonly preset: PreprocessingPreset | null;
  @Field(() => Resize, { nullable: true, description: 'How large images are made; null where they are not resized.' })
  readonly resize: Resize | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'Height and width of the centre that is kept; null where all is kept.',
  })
  readonly crop: readonly number[] | null;
  @Field(() => ChannelOrder, { description: 'In which order it takes channels.' })
  readonly channelOrder: ChannelOrder;
  @Field(() => Float, { description: 'Factor of raw values.' })
  readonly scale: number;
  @Field(() => [Float], { description: 'Subtracted after scaling, one number a channel of the network.' })
  readonly mean: readonly number[];
  @Field(() => [Float], { description: 'Divided by at last, one number a channel of the network.' })
  readonly deviation: readonly number[];
  @Field(() => String, { description: 'All of it in one line, for people.' })
  readonly summary: string;

  constructor(value: PreprocessingValue, inputShape: readonly number[]) {
    this.preset = inputShape.length === 3 ? presetOf(value, inputShape) : null;
    this.resize = value.resize === undefined ? null : new Resize(value.resize);
    this.crop = value.crop ?? null;
    this.channelOrder = value.channelOrder ?? 'RGB';
    this.scale = value.scale;
    this.mean = value.mean;
    this.deviation = value.deviation;
    this.summary = summaryOf(value);
  }
}
