/** Castagnoli's polynomial, reversed. */
const POLYNOMIAL = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** The checksum CRC-32C (RFC 3720, B.4), as Zarr's codec of that name appends it. */
export function crc32c(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let index = 0; index < bytes.length; index++)
    rest = (rest >>> 8) ^ (TABLE[(rest ^ (bytes[index] as number)) & 0xff] as number);
  return ~rest >>> 0;
}
