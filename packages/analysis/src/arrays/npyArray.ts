import { Refusal } from '../errors.js';
import { type ByteSource, partOf, readBytes } from './byteSource.js';
import { ELEMENT_BYTES, type ElementType } from './elementTypes.js';
import { PlainArray } from './plainArray.js';
import { productOf, type StoredArray } from './storedArray.js';

/** NumPy writes headers of some hundred bytes; it refuses more than 10,000 itself. */
const LARGEST_HEADER = 65_536;
/** Axes that NumPy 2 allows; it was 32 before. */
const MOST_AXES = 64;

const TYPES: { readonly [code: string]: ElementType } = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  b1: 'bool',
  // What NumPy makes of ml_dtypes' bfloat16, of which it knows only the size.
  V2: 'bfloat16',
};

/** What stands before the data of a `.npy` file. */
export interface NpyHeader {
  readonly type: ElementType;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the data begins. */
  readonly start: number;
  /** Bytes of header and data together. */
  readonly size: number;
}

/**
 * Reads the header of a `.npy` file of version 1, 2 or 3.
 * @throws Refusal that names `name` and what is wrong
 */
export function readNpyHeader(source: ByteSource, name: string): NpyHeader {
  const refuse = (why: string): never => {
    throw new Refusal(`${name} is not a readable .npy file: ${why}.`, 'Write it with numpy.save, as numbers.');
  };
  if (source.size < 10) refuse(`it has ${source.size} bytes`);
  const head = readBytes(source, 0, Math.min(12, source.size));
  if (Buffer.from(head.subarray(0, 6)).toString('latin1') !== '\x93NUMPY') refuse('it does not begin like one');
  const version = head[6] as number;
  if (version < 1 || version > 3) refuse(`version ${version} of the format is not known`);
  const view = new DataView(head.buffer);
  const from = version === 1 ? 10 : 12;
  if (source.size < from) refuse('its header is cut off');
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LARGEST_HEADER) refuse(`its header says that it is ${length} bytes long`);
  const start = from + length;
  if (start > source.size) refuse('its header is cut off');
  const text = Buffer.from(readBytes(source, from, start)).toString(version === 3 ? 'utf8' : 'latin1');
  const parsed =
    /^\{\s*(?:'(?:descr|fortran_order|shape)':\s*(?:'[^']*'|True|False|\([\d,\sL]*\))\s*,?\s*){3}\}\s*$/.test(text);
  const descriptions = [...text.matchAll(/'descr':\s*'([^']*)'/g)];
  const [description, another] = descriptions;
  if (/'descr':\s*\[/.test(text)) refuse('its elements are records of several fields');
  const code = description?.[1] ?? '';
  if (/O/.test(code)) {
    throw new Refusal(
      `${name} holds Python objects, which is a pickle inside: loading one runs whatever code it brings.`,
      'Write numbers: numpy.save of array.astype(numpy.float32).',
    );
  }
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const extents = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (!parsed || another !== undefined || order === undefined || extents === undefined)
    return refuse('its header is not descr, fortran_order and shape');
  const type = /^[<>|=]/.test(code) ? TYPES[code.slice(1)] : undefined;
  if (type === undefined) return refuse(`element type ${JSON.stringify(code.slice(0, 40))} is none that is read`);
  const shape = extents
    .split(',')
    .map((part) => part.replace('L', '').trim())
    .filter(Boolean)
    .map(Number);
  const size = start + productOf(shape) * ELEMENT_BYTES[type];
  if (shape.length > MOST_AXES || !Number.isSafeInteger(size)) refuse(`shape (${extents.slice(0, 80)}) is none`);
  return { type, bigEndian: code.startsWith('>'), fortranOrder: order === 'True', shape, start, size };
}

/** The array of a `.npy` file, whose bytes end where its shape says. */
export function openNpy(source: ByteSource, name: string): StoredArray {
  const header = readNpyHeader(source, name);
  if (header.size !== source.size) {
    throw new Refusal(
      `${name} should have ${header.size} bytes by its shape (${header.shape.join(', ')}) of ${header.type}, and has ${source.size}.`,
      'It was cut off, or joined with another: send it again.',
    );
  }
  return new PlainArray(partOf(source, header.start, source.size - header.start), name, header);
}
