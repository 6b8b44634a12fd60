/** A `.npy` file (version 1.0, C order, little-endian) of `values` with the extents `shape`. */
export function writeNpy(values: Float32Array | Float64Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const descriptor = values instanceof Float32Array ? '<f4' : '<f8';
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': (${extents}), }`;
  // Magic, version and length take 10 bytes; values begin at a multiple of 64 and the header ends in a line feed.
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const file = new Uint8Array(10 + padded.length + values.byteLength);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  file.set(new TextEncoder().encode(padded), 10);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + padded.length);
  return file;
}
