import { conditionsOf, type ElementType, encodeNpy, momentsOf } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { convert, expectedValues, fileBytes, unitsBySamples } from './convert.js';

const values = unitsBySamples(expectedValues());
const eighths = values.map((value) => value * 8);
const shifted = eighths.map((value) => value + 64);

describe('an array that other libraries wrote becomes the recording of its values', () => {
  it.each<[string, ElementType, Float32Array]>([
    ['expected.npy', 'float32', values],
    ['version-2.npy', 'float32', values],
    ['version-3.npy', 'float32', values],
    ['float16.npy', 'float16', values],
    ['float64-fortran.npy', 'float64', values],
    ['float32-big-endian.npy', 'float32', values],
    ['bfloat16.npy', 'bfloat16', values],
    ['bfloat16-bits.npy', 'bfloat16', values],
    ['int8.npy', 'int8', eighths],
    ['int16.npy', 'int16', eighths],
    ['int16-big-endian.npy', 'int16', eighths],
    ['int32.npy', 'int32', eighths],
    ['int64.npy', 'int64', eighths],
    ['uint8.npy', 'uint8', shifted],
    ['uint16.npy', 'uint16', shifted],
    ['uint32.npy', 'uint32', shifted],
    ['uint64.npy', 'uint64', shifted],
  ])('NumPy: %s', async (file, dtype, expected) => {
    expect((await convert(fileBytes(file), file, { dtype })).values).toEqual(expected);
  });

  it.each<[ElementType, Float32Array]>([
    ['float32', values],
    ['float16', values],
    ['bfloat16', values],
    ['float64', values],
    ['int8', eighths],
    ['int32', eighths],
    ['int64', eighths],
    ['uint8', shifted],
  ])('safetensors: %s', async (dtype, expected) => {
    const converted = await convert(fileBytes('tensors.safetensors'), 'tensors.safetensors', { tensor: dtype, dtype });
    expect(converted.values).toEqual(expected);
  });

  it.each(['stored.npz', 'deflated.npz'])('NumPy: %s', async (file) => {
    expect((await convert(fileBytes(file), file, { tensor: 'conv1' })).values).toEqual(values);
    expect((await convert(fileBytes(file), file, { tensor: 'other', dtype: 'int64' })).values).toEqual(eighths);
  });

  it.each([
    'zarr2-blosc',
    'zarr2-blosc-zstd',
    'zarr2-zlib',
    'zarr2-gzip-fortran',
    'zarr2-zstd-slashes',
    'zarr2-lz4-shuffled',
    'zarr2-plain',
    'zarr3-zstd',
    'zarr3-gzip',
    'zarr3-blosc-checked',
    'zarr3-transposed',
    'zarr3-big-endian',
    'zarr3-dots',
    'zarr3-sharded-end',
    'zarr3-sharded-start',
  ])('zarr-python: %s', async (name) => {
    expect((await convert(fileBytes(`${name}.zip`), `${name}.zip`, { tensor: 'conv1' })).values).toEqual(values);
  });

  it.each(['zarr2-float16', 'zarr3-float16'])('zarr-python, at the root: %s', async (name) => {
    const { values: read } = await convert(fileBytes(`${name}.zip`), `${name}.zip`, { tensor: '/', dtype: 'float16' });
    expect(read).toEqual(values);
  });

  it('takes stimuli and units on any axis', async () => {
    const said = { layout: { shape: [5, 3, 2, 7], stimulusAxis: 3, unitAxis: 0 } };
    expect((await convert(fileBytes('units-first.npy'), 'units-first.npy', said)).values).toEqual(values);
  });

  it.each([
    ['expected.npy', {}],
    ['float64-fortran.npy', { dtype: 'float64' }],
    ['units-first.npy', { layout: { shape: [5, 3, 2, 7], stimulusAxis: 3, unitAxis: 0 } }],
    ['zarr3-sharded-end.zip', { tensor: 'conv1' }],
    ['zarr2-gzip-fortran.zip', { tensor: 'conv1' }],
  ] as const)('%s is the same in shards of two stimuli', async (file, said) => {
    const { values: read, recording } = await convert(fileBytes(file), file, { ...said, shardBytes: 2 * 5 * 6 * 4 });
    expect(recording.shards.map(({ firstStimulus, stimuli }) => [firstStimulus, stimuli])).toEqual([
      [0, 2],
      [2, 2],
      [4, 2],
      [6, 1],
    ]);
    expect(read).toEqual(values);
  });

  it.each([
    { shape: [45, 70], stimulusAxis: 0, unitAxis: 1 },
    { shape: [70, 45], stimulusAxis: 1, unitAxis: 0 },
    { shape: [37, 2, 3, 41], stimulusAxis: 0, unitAxis: 3 },
    { shape: [2, 37, 41, 3], stimulusAxis: 1, unitAxis: 2 },
    { shape: [3, 33, 2, 65], stimulusAxis: 3, unitAxis: 1 },
  ])('every value goes where its indices say: %j', async (said) => {
    const { shape, stimulusAxis, unitAxis } = said;
    const numbers = Float32Array.from(
      { length: shape.reduce((product, extent) => product * extent, 1) },
      (_, at) => at,
    );
    const { values: read } = await convert(encodeNpy('<f4', shape, numbers), 'a.npy', {
      layout: said,
      shardBytes: 9_000,
    });
    const [stimuli, units] = [shape[stimulusAxis] as number, shape[unitAxis] as number];
    const positions = numbers.length / stimuli / units;
    const expected = new Float32Array(numbers.length);
    for (const at of numbers) {
      // Indices of the element, the last axis fastest.
      let [rest, stride, position, unit, stimulus] = [at, 1, 0, 0, 0];
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const index = rest % (shape[axis] as number);
        rest = Math.floor(rest / (shape[axis] as number));
        if (axis === unitAxis) unit = index;
        else if (axis === stimulusAxis) stimulus = index;
        else {
          position += index * stride;
          stride *= shape[axis] as number;
        }
      }
      expected[unit * stimuli * positions + stimulus * positions + position] = at;
    }
    expect(read).toEqual(expected);
  });

  it('knows the moments of what it wrote', async () => {
    const { recording } = await convert(fileBytes('expected.npy'), 'expected.npy');
    const moments = momentsOf(values, 5, 42, () => {
      throw new Error('All values are finite.');
    });
    expect(recording).toMatchObject({ units: 5, samples: 42, stimuli: 7, positions: 6, moments });
    expect(recording.conditions).toEqual(conditionsOf(moments));
  });
});
