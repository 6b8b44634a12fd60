/** Numbers of a `.npy` file of one or two dimensions, in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** A `.npy` file that this reader cannot take; the message says why. */
export class NpyError extends Error {
  override name = 'NpyError';
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Reads a `.npy` file of float32 or float64, little-endian, C order.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @throws NpyError for any other file, and for one whose length is not what its header says.
 */
export function readNpy(buffer: ArrayBuffer): NpyArray {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 10 || MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw new NpyError('This is not a .npy file: it does not begin with \\x93NUMPY.');
  }
  const view = new DataView(buffer);
  const major = bytes[6]!;
  if (major < 1 || major > 3) throw new NpyError(`Version ${major} of the .npy format is not known here.`);
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) throw new NpyError('The .npy file ends within its header.');
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const end = start + headerLength;
  if (end > bytes.length) throw new NpyError('The .npy file ends within its header.');
  const { bytesPerValue, shape } = readHeader(new TextDecoder('latin1').decode(bytes.subarray(start, end)));
  const length = shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length - end !== length * bytesPerValue) {
    throw new NpyError(
      `The .npy file holds ${bytes.length - end} bytes of values, where its shape (${shape.join(', ')}) needs ${length * bytesPerValue}.`,
    );
  }
  return { shape, values: valuesAt(buffer, end, length, bytesPerValue) };
}

function readHeader(header: string): { bytesPerValue: 4 | 8; shape: number[] } {
  const descriptor = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const fortran = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const extents = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descriptor === undefined || fortran === undefined || extents === undefined) {
    throw new NpyError('The header of the .npy file cannot be read.');
  }
  if (descriptor !== '<f4' && descriptor !== '<f8') {
    throw new NpyError(`The .npy file holds ${descriptor}; only <f4 and <f8 are read here.`);
  }
  const shape = extents
    .split(',')
    .filter((extent) => extent.trim() !== '')
    .map(Number);
  if (fortran === 'True' && shape.length > 1)
    throw new NpyError('The .npy file is in Fortran order; only C order is read here.');
  return { bytesPerValue: descriptor === '<f4' ? 4 : 8, shape };
}

function valuesAt(
  buffer: ArrayBuffer,
  offset: number,
  length: number,
  bytesPerValue: 4 | 8,
): Float32Array | Float64Array {
  // Typed arrays need an aligned start. The format aligns to 64 bytes, but writers of version 1 sometimes did to 16 only.
  const aligned = offset % bytesPerValue === 0;
  const source = aligned ? buffer : buffer.slice(offset);
  const start = aligned ? offset : 0;
  return bytesPerValue === 4 ? new Float32Array(source, start, length) : new Float64Array(source, start, length);
}
