import { describe, expect, it } from 'vitest';
import { NpyError, readNpy } from '../../apps/dashboard/src/plots/npy';
import { toUnitMatrix } from '../../apps/dashboard/src/plots/unitMatrix';
import { writeNpy } from '../../apps/dashboard/src/plots/writeNpy';

const bufferOf = (file: Uint8Array) => new Uint8Array(file).buffer;

/** A file with any header, for those that must be refused. */
function fileWith(header: string, values = new Uint8Array(16)): ArrayBuffer {
  const text = new TextEncoder().encode(header);
  return bufferOf(Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0, ...text, ...values]));
}

describe('reading .npy', () => {
  it.each([
    ['float32', new Float32Array([1, -0.5, Number.NaN, 1e30, 0, 2])],
    ['float64', new Float64Array([1, -0.1, Number.NaN, 1e300, 0, 2])],
  ])('gives back the %s values that were written', (_name, values) => {
    const { shape, values: read } = readNpy(bufferOf(writeNpy(values, [2, 3])));
    expect(shape).toEqual([2, 3]);
    expect(read).toEqual(values);
  });

  it('writes what NumPy aligns to 64 bytes, and one dimension with its comma', () => {
    const file = writeNpy(new Float64Array(5), [5]);
    expect((file.length - 40) % 64).toBe(0);
    expect(new TextDecoder('latin1').decode(file)).toContain("'shape': (5,)");
  });

  it('reads values that do not begin at a multiple of their size', () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";
    expect(readNpy(fileWith(header)).values).toEqual(new Float64Array(2));
  });

  it.each([
    ["{'descr': '<i4', 'fortran_order': False, 'shape': (4,), }", /<i4/],
    ["{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", /Fortran/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", /16 bytes.*needs 24/],
    ['{}', /header/],
  ])('refuses %s and says why', (header, reason) => {
    expect(() => readNpy(fileWith(header))).toThrow(reason);
  });

  it('refuses files cut short', () => {
    const whole = writeNpy(new Float32Array(6), [2, 3]);
    for (const length of [0, 5, 9, 40, whole.length - 1]) {
      expect(() => readNpy(bufferOf(whole.subarray(0, length)))).toThrow(NpyError);
    }
  });

  it('refuses a matrix of another shape than promised', () => {
    expect(() => toUnitMatrix({ shape: [3, 2], values: new Float64Array(6) }, 2, 3)).toThrow(/\(2, 3\) was promised/);
  });
});
