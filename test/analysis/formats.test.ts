import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeNpy,
  decodeSafetensors,
  encodeNpy,
  encodeSafetensors,
  npyHeader,
  packBundle,
  RandomSource,
  Refusal,
  unpackBundle,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';

const golden = readFileSync(join(import.meta.dirname, '../golden/two-networks/left.npy'));

describe('.npy', () => {
  it('reads what NumPy wrote, and writes the same bytes', () => {
    const { type, shape, fortranOrder, data } = decodeNpy(golden);
    expect([type, shape, fortranOrder]).toEqual(['<f4', [1500, 24], false]);
    expect(Buffer.from(encodeNpy(type, shape, data)).equals(golden)).toBe(true);
  });

  it.each([
    ['<f4', Float32Array.from([1.5, -2, 0])],
    ['<f8', Float64Array.from([1.5, Number.NaN, -0])],
    ['<i4', Int32Array.from([1, -2, 3])],
    ['|u1', Uint8Array.from([0, 128, 255])],
  ] as const)('keeps %s', (type, data) => {
    expect(decodeNpy(encodeNpy(type, [3], data)).data).toEqual(data);
    expect(decodeNpy(encodeNpy(type, [3, 1], data, true))).toMatchObject({ shape: [3, 1], fortranOrder: true });
  });

  it('aligns the data as NumPy does', () => {
    for (const shape of [[1], [12345, 678], [2, 3, 4, 5]]) expect(npyHeader('<f4', shape).length % 64).toBe(0);
  });

  it.each([
    ['nothing', new Uint8Array(0), /does not begin like one/],
    ['text', new TextEncoder().encode('unit,value\n1,2\n'), /does not begin like one/],
    ['half a header', golden.subarray(0, 40), /header is cut off/],
    ['half the data', golden.subarray(0, 100_000), /needs 144000 bytes and 99872 are there/],
    [
      'objects',
      Buffer.from(golden).fill("'|O'  ", golden.indexOf("'<f4'"), golden.indexOf("'<f4'") + 5),
      /element type/,
    ],
  ])('refuses %s', (_name, bytes, reason) => {
    expect(() => decodeNpy(new Uint8Array(bytes))).toThrow(reason);
    expect(() => decodeNpy(new Uint8Array(bytes))).toThrow(Refusal);
  });
});

describe('safetensors', () => {
  const file = encodeSafetensors(
    new Map([
      ['bytes', { type: 'U8', shape: [3], data: Uint8Array.from([1, 2, 3]) }],
      ['activations', { type: 'F32', shape: [2, 2], data: Float32Array.from([1, 2, 3, 4]) }],
      ['sums', { type: 'F64', shape: [1], data: Float64Array.from([Math.PI]) }],
    ]),
    { made: 'by a test' },
  );

  it('keeps tensors, shapes and metadata', () => {
    const { tensors, metadata } = decodeSafetensors(file);
    expect(tensors.get('activations')).toEqual({ type: 'F32', shape: [2, 2], data: Float32Array.from([1, 2, 3, 4]) });
    expect(tensors.get('bytes')?.data).toEqual(Uint8Array.from([1, 2, 3]));
    expect(tensors.get('sums')?.data[0]).toBe(Math.PI);
    expect(metadata).toEqual({ made: 'by a test' });
  });

  it('reads from any place in a larger buffer', () => {
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(decodeSafetensors(shifted.subarray(3)).tensors.get('sums')?.data[0]).toBe(Math.PI);
  });

  it('refuses every truncation, naming the file', () => {
    for (let length = 0; length < file.length; length++) {
      expect(() => decodeSafetensors(file.slice(0, length), 'shard 4'), `${length} bytes`).toThrow(/shard 4/);
    }
  });

  it('never fails otherwise than by refusing, whatever byte is changed', () => {
    const random = new RandomSource(1);
    for (let run = 0; run < 3000; run++) {
      const changed = file.slice();
      changed[random.below(changed.length)] = random.below(256);
      try {
        decodeSafetensors(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }
  });
});

describe('bundles', () => {
  it('keep plain objects with arrays in them, and numbers that JSON has not', () => {
    const value = {
      rows: 2,
      values: Float64Array.from([1, Number.NaN]),
      nested: { list: [Int32Array.from([-1])], nothing: null, flag: true },
      mean: Number.NaN,
      lowest: Number.NEGATIVE_INFINITY,
    };
    expect(unpackBundle(packBundle(value))).toEqual(value);
  });
});
