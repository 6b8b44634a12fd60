import { entriesOf } from './extents.js';
import { EXPORT_REMEDY } from './foreignFile.js';
import { ModelRefused } from './modelRefused.js';
import { ELEMENT_TYPES, type WireValue } from './onnxProto.js';

/** What a network takes: pictures with the axis of channels first or last, rows of numbers, or rows of tokens. */
export type InputKind = 'IMAGE' | 'IMAGE_CHANNELS_LAST' | 'FEATURES' | 'TOKENS';

export interface ModelInput {
  readonly name: string;
  readonly kind: InputKind;
  readonly elementType: string;
  /** Null where the file leaves the batch open. */
  readonly batch: number | null;
  /** Of one stimulus: channels, height, width in this order, whatever the file's; features; or tokens. */
  readonly shape: readonly number[];
  /** Whether the file leaves the number of tokens open; it is 0 in `shape` then. */
  readonly isOpen: boolean;
}

/** An input whose values follow from how many tokens there are. */
export interface FilledInput {
  readonly name: string;
  readonly elementType: string;
  /** What it is filled with: ones (a mask), zeros (one segment), or 0, 1, 2, ... */
  readonly fill: 'ONES' | 'ZEROS' | 'POSITIONS';
  /** Whether it has an axis before the tokens: as long as the batch, or 1 where the file says so. */
  readonly batch: 'NONE' | 'ONE' | 'BATCH';
}

/** What a network is fed with. */
export interface ModelInputs {
  readonly input: ModelInput;
  /** Other inputs, which say nothing of the stimuli. */
  readonly filled: readonly FilledInput[];
}

const FRACTIONS = ['float32', 'float16', 'float64'];
const INTEGERS = ['int64', 'int32'];
/** Four channels of 4,096 x 4,096: what one stimulus may have, so that a wrong extent does not fill the memory. */
const LARGEST_INPUT = 2 ** 26;
/** Axes of so few entries are those of channels. */
const CHANNELS = [1, 3, 4];

/** By the names that exporters of language models give. */
const FILLS: readonly (readonly [RegExp, FilledInput['fill']])[] = [
  [/mask/i, 'ONES'],
  [/position_?ids?$|^positions?$/i, 'POSITIONS'],
  [/(token_type|segment)_?ids?$/i, 'ZEROS'],
];

/**
 * The input that takes the stimuli, and those that are filled by rule.
 * @throws {ModelRefused} where there is no such input, or another one that no rule fills
 */
export function readInputs(values: readonly WireValue[]): ModelInputs {
  const [first, second] = values;
  if (first === undefined) throw new ModelRefused('This ONNX model has no input.', EXPORT_REMEDY);
  if (second === undefined) return { input: readInput(first), filled: [] };
  const isNamed = ({ name }: WireValue): boolean => FILLS.some(([pattern]) => pattern.test(name));
  const stimuli = values.filter((value) => !isNamed(value));
  const [main, other] = stimuli;
  if (main === undefined || other !== undefined) {
    throw new ModelRefused(
      `This ONNX model has ${values.length} inputs (${values.map(({ name }) => name).join(', ')}); networks with one are supported, and with masks, positions and segments of tokens besides it.`,
      'Export the part of it that takes images or tokens alone, without a cache of past keys and values.',
    );
  }
  const input = readInput(main);
  const filled = values.filter(isNamed).map((value) => readFilled(value, input));
  return { input, filled };
}

function readInput(value: WireValue): ModelInput {
  const { name } = value;
  const tensor = value.type?.tensorType;
  const elementType = ELEMENT_TYPES[tensor?.elemType ?? 0] ?? 'of an unknown type';
  const dimensions = dimensionsOf(value);
  const said = `[${dimensions?.join(', ') ?? ''}]`;
  const isOfTokens = INTEGERS.includes(elementType) && dimensions?.length === 2;
  if (!FRACTIONS.includes(elementType) && !isOfTokens) {
    throw new ModelRefused(
      `The input “${name}” of this ONNX model is ${elementType} ${said}; numbers with a fraction are supported, and tokens as int64 or int32 [batch, length].`,
      'Export the network so that it takes float32.',
    );
  }
  if (dimensions?.length !== 4 && dimensions?.length !== 2) {
    throw new ModelRefused(
      `The input “${name}” of this ONNX model has shape ${said}; [batch, channels, height, width], [batch, features] and tokens [batch, length] are supported.`,
      'Export the network with an example input of such a shape.',
    );
  }
  const [batch, ...extents] = dimensions;
  const isOpen = isOfTokens && !isExtent(extents[0]);
  if (!isOpen && !extents.every(isExtent)) {
    throw new ModelRefused(
      `The input “${name}” of this ONNX model has shape ${said}, in which more than the batch is left open.`,
      "Export it with dynamic_axes for the batch alone: {'input': {0: 'batch'}}.",
    );
  }
  const shape = isOpen ? [0] : extents.filter(isExtent);
  if (entriesOf(shape) > LARGEST_INPUT) {
    throw new ModelRefused(
      `The input “${name}” of this ONNX model has shape ${said}: more than ${LARGEST_INPUT} values a stimulus.`,
      'Export the network with an example input of the size that it was trained with.',
    );
  }
  const kind = isOfTokens ? 'TOKENS' : kindOf(shape);
  const [height = 0, width = 0, channels = 0] = shape;
  return {
    name,
    kind,
    elementType,
    batch: isExtent(batch) ? batch : null,
    shape: kind === 'IMAGE_CHANNELS_LAST' ? [channels, height, width] : shape,
    isOpen,
  };
}

function kindOf(shape: readonly number[]): Exclude<InputKind, 'TOKENS'> {
  if (shape.length === 1) return 'FEATURES';
  const [first = 0, , last = 0] = shape;
  return CHANNELS.includes(last) && !CHANNELS.includes(first) ? 'IMAGE_CHANNELS_LAST' : 'IMAGE';
}

/** Extents, names of those that are left open, and `?` for those without a name. */
function dimensionsOf(value: WireValue): (number | string)[] | undefined {
  return value.type?.tensorType?.shape?.dim.map(({ dimValue, dimParam }) => dimValue || dimParam || '?');
}

function isExtent(dimension: number | string | undefined): dimension is number {
  return typeof dimension === 'number' && dimension > 0;
}

function readFilled(value: WireValue, input: ModelInput): FilledInput {
  const { name } = value;
  const dimensions = dimensionsOf(value) ?? [];
  const elementType = ELEMENT_TYPES[value.type?.tensorType?.elemType ?? 0] ?? 'of an unknown type';
  const fill = FILLS.find(([pattern]) => pattern.test(name))?.[1] ?? 'ZEROS';
  const length = dimensions.at(-1);
  const isTyped = [...INTEGERS, ...(fill === 'ONES' ? ['bool', 'float32'] : [])].includes(elementType);
  const isShaped =
    (dimensions.length === 1 || dimensions.length === 2) && (!isExtent(length) || length === input.shape[0]);
  if (input.kind !== 'TOKENS' || !isTyped || !isShaped) {
    throw new ModelRefused(
      `The input “${name}” of this ONNX model (${elementType} [${dimensions.join(', ')}]) cannot be filled by rule: masks, positions and segments are, beside tokens and of their length.`,
      `Export the network without “${name}”, or with it as [batch, length].`,
    );
  }
  const isOne = dimensions[0] === 1 && input.batch !== 1;
  return { name, elementType, fill, batch: dimensions.length === 1 ? 'NONE' : isOne ? 'ONE' : 'BATCH' };
}
