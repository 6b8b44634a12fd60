import { Field, Float, InputType, Int } from 'type-graphql';
import { ResizeInput } from '../networks/importNetworkInput.js';
import { Tokenizer } from './stimulusEnums.js';

@InputType({ description: 'How lines of text become rows of tokens.' })
export class TextInput {
  @Field(() => Tokenizer, { description: 'What a token is.' })
  readonly tokenizer!: Tokenizer;
  @Field(() => String, {
    nullable: true,
    description:
      "For WORDS: digest that `POST /blobs` answered for a text file with one word a line, in the order of the network's tokens, from 0. `[UNK]` or `<unk>` in it stands for words that are not.",
  })
  readonly vocabulary?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Tokens of each stimulus: longer lines are cut, shorter ones padded. Needed unless all lines have the same number.',
  })
  readonly length?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Token behind the end of shorter lines, which networks see like any other; 0 by default.',
  })
  readonly padding?: number | null;
}

@InputType({ description: 'A file of stimuli, and how to read it.' })
export class StimuliFileInput {
  @Field(() => String, {
    description:
      'Digest that `POST /blobs` answered for the file: a zip of images (PNG, JPEG, WebP), `.npy`, `.npz`, safetensors, a table (CSV) of features, or text.',
  })
  readonly file!: string;
  @Field(() => ResizeInput, {
    nullable: true,
    description:
      'What size images are made: with `shorterSide` the centre square is kept. Needed where they have several sizes; by default they stay as they are.',
  })
  readonly resize?: ResizeInput | null;
  @Field(() => TextInput, {
    nullable: true,
    description: 'Says that the file is text, one stimulus a line; without it, text is read as a table.',
  })
  readonly text?: TextInput | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Digest of a file of labels: `.npy` of whole numbers, or text with one class a line. None by default; a zip of images has folders or `labels.csv` in place of it.',
  })
  readonly labels?: string | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Names of the classes in the order of the outputs of networks; by default those that occur, in the order of the alphabet.',
  })
  readonly classes?: string[] | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Raw value that is drawn white, for arrays and tables; 255 for uint8, else the largest by default.',
  })
  readonly maximum?: number | null;
}

@InputType({ description: 'A probe set to bring in.' })
export class ImportProbeSetInput extends StimuliFileInput {
  @Field(() => String, {
    description: 'Short name, unique: letters, digits, dots, underscores and hyphens, 64 at most.',
  })
  readonly slug!: string;
  @Field(() => String, { nullable: true, description: 'Name for people, 80 characters at most; the slug by default.' })
  readonly name?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who made it, and under which licence, 500 characters at most.',
  })
  readonly credit?: string | null;
}
