import { Field, Float, InputType, Int } from 'type-graphql';
import { ChannelOrder, Interpolation, PreprocessingPreset } from './preprocessingEnums.js';

@InputType({
  description: "A file beside the model that its weights lie in (ONNX's external data, TensorFlow.js's shards).",
})
export class ExternalDataInput {
  @Field(() => String, {
    description: 'Path from the folder of the model, as the model names it, for example `network.onnx.data`.',
  })
  readonly path!: string;
  @Field(() => String, { description: 'Digest that `POST /blobs` answered for that file.' })
  readonly file!: string;
}

@InputType({ description: 'A layer that no rule finds, or one with another name or another axis of units.' })
export class ChosenLayerInput {
  @Field(() => String, { description: 'Name of its tensor in the model.' })
  readonly tensor!: string;
  @Field(() => String, { nullable: true, description: 'Name in the network; by default that which it has by rule.' })
  readonly name?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Which axis of the tensor tells units apart, from 0, or from -1 for the last; by default that which it is by rule. All others but the batch are positions.',
  })
  readonly unitAxis?: number | null;
}

@InputType({ description: 'How large images are made: give `shorterSide`, or `height` and `width`.' })
export class ResizeInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Pixels of the shorter side; the other follows in proportion, rounded down.',
  })
  readonly shorterSide?: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels from top to bottom, whatever the proportions.' })
  readonly height?: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels from left to right, whatever the proportions.' })
  readonly width?: number | null;
  @Field(() => Interpolation, { defaultValue: 'BILINEAR', description: 'How pixels are made between pixels.' })
  readonly interpolation!: Interpolation;
}

@InputType({
  description:
    'A model, and how stimuli become its input: (raw value x scale - mean) / deviation, mean and deviation per channel, of images that were resized, cut and put in order as said here.',
})
export class ModelInput {
  @Field(() => String, {
    description:
      'Digest that `POST /blobs` answered for the uploaded model file (ONNX, or TensorFlow.js’s `model.json`).',
  })
  readonly file!: string;
  @Field(() => [ExternalDataInput], {
    nullable: true,
    description: 'Files beside the model that its weights lie in; none by default.',
  })
  readonly externalData?: ExternalDataInput[] | null;
  @Field(() => [ChosenLayerInput], {
    nullable: true,
    description: 'Layers besides those that are found, or in place of them; none by default.',
  })
  readonly layers?: ChosenLayerInput[] | null;
  @Field(() => PreprocessingPreset, {
    nullable: true,
    description: 'Fills what follows; what is given beside it takes its place. None by default.',
  })
  readonly preset?: PreprocessingPreset | null;
  @Field(() => Float, { nullable: true, description: 'Factor of raw values; 1 by default.' })
  readonly scale?: number | null;
  @Field(() => [Float], {
    nullable: true,
    description: 'Subtracted after scaling, one number a channel; 0 by default.',
  })
  readonly mean?: number[] | null;
  @Field(() => [Float], { nullable: true, description: 'Divided by at last, one number a channel; 1 by default.' })
  readonly deviation?: number[] | null;
  @Field(() => ResizeInput, {
    nullable: true,
    description:
      'How large images are made before the centre of the size of the input is cut out; by default stimuli must have the size of the input.',
  })
  readonly resize?: ResizeInput | null;
  @Field(() => ChannelOrder, { nullable: true, description: 'In which order it takes channels; RGB by default.' })
  readonly channelOrder?: ChannelOrder | null;
}

@InputType({ description: 'A network to bring in.' })
export class ImportNetworkInput extends ModelInput {
  @Field(() => String, {
    description: 'Short name, unique: letters, digits, dots, underscores and hyphens, 64 at most.',
  })
  readonly slug!: string;
  @Field(() => String, { nullable: true, description: 'Name for people, 80 characters at most; the slug by default.' })
  readonly name?: string | null;
  @Field(() => String, { nullable: true, description: 'What family of networks it is of, 80 characters at most.' })
  readonly architecture?: string | null;
}
