import { type Preprocessing as PreprocessingValue, presetOf } from '@unitgraph/analysis';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ChannelOrder, Interpolation, PreprocessingPreset } from './preprocessingEnums.js';

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

function summaryOf({ scale, mean, deviation, resize, crop, channelOrder }: PreprocessingValue): string {
  const steps: string[] = [];
  if (resize !== undefined) {
    const size =
      resize.shorterSide === undefined ? `${resize.height} x ${resize.width}` : `shorter side ${resize.shorterSide}`;
    steps.push(`${size} (${resize.interpolation.toLowerCase()})`);
  }
  if (crop !== undefined) steps.push(`centre ${crop.join(' x ')}`);
  if (channelOrder === 'BGR') steps.push('blue first');
  if (scale !== 1) steps.push(Number.isInteger(1 / scale) ? `/ ${1 / scale}` : `x ${short(scale)}`);
  if (mean.some((each) => each !== 0)) steps.push(`- ${listOf(mean)}`);
  if (deviation.some((each) => each !== 1)) steps.push(`/ ${listOf(deviation)}`);
  return steps.length === 0 ? 'as they are' : steps.join(', ');
}

/** Many features would fill a page. */
function listOf(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 4).map(short).join(' ');
  const many = numbers.length > 4 ? ` … (${numbers.length})` : '';
  return numbers.length === 1 ? shown : `[${shown}${many}]`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
