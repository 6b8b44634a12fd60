import { deflateRawSync, gzipSync } from 'node:zlib';
import { encodeNpy, encodeSafetensors, Refusal } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { convert, expectedValues, fileBytes, SHAPE } from './convert.js';
import { writeZip } from './writeZip.js';

const values = expectedValues();
const npy = encodeNpy('<f4', SHAPE, values);
const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A safetensors file with any header. */
function safetensors(header: string | object, data = bytes): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

/** A .npy file with any header. */
function npyOf(header: string, data = bytes): Uint8Array {
  const text = new TextEncoder().encode(header);
  return Uint8Array.from([
    ...Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    text.length & 255,
    text.length >> 8,
    ...text,
    ...data,
  ]);
}

/** A Zarr store in version 3 with one chunk, packed as the metadata says. */
function zarr(metadata: object, chunk: Uint8Array, key = 'c/0/0/0/0'): Uint8Array {
  const document = {
    zarr_format: 3,
    node_type: 'array',
    shape: SHAPE,
    data_type: 'float32',
    chunk_grid: { name: 'regular', configuration: { chunk_shape: SHAPE } },
    chunk_key_encoding: { name: 'default' },
    codecs: [{ name: 'bytes', configuration: { endian: 'little' } }],
    fill_value: 0,
    ...metadata,
  };
  return writeZip([
    { name: 'zarr.json', bytes: new TextEncoder().encode(JSON.stringify(document)) },
    { name: key, bytes: chunk },
  ]);
}

const entry = { dtype: 'F32', shape: SHAPE, data_offsets: [0, 840] };
const sound = "{'descr': '<f4', 'fortran_order': False, 'shape': (7, 5, 3, 2), }";
const blosc = {
  codecs: [
    { name: 'bytes', configuration: { endian: 'little' } },
    { name: 'blosc', configuration: {} },
  ],
};
const gzip = {
  codecs: [
    { name: 'bytes', configuration: { endian: 'little' } },
    { name: 'gzip', configuration: { level: 1 } },
  ],
};

describe('a file is refused, by name, when', () => {
  it.each<[string, string, Uint8Array, RegExp]>([
    ['empty', 'a.npy', new Uint8Array(0), /^a\.npy holds no arrays/],
    ['text', 'a.csv', new TextEncoder().encode('unit,value\n'), /^a\.csv holds no arrays/],
    [
      'cut off in the header',
      'a.npy',
      npy.subarray(0, 40),
      /^a\.npy is not a readable \.npy file: its header is cut off/,
    ],
    ['cut off in the data', 'a.npy', npy.subarray(0, 500), /^a\.npy should have 968 bytes by its shape .* and has 500/],
    ['longer than its shape', 'a.npy', Buffer.concat([npy, npy]), /^a\.npy should have 968 bytes/],
    ['of objects', 'objects.npy', fileBytes('objects.npy'), /^objects\.npy holds Python objects, which is a pickle/],
    [
      'of records',
      'a.npy',
      npyOf("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (7,), }"),
      /records of several fields/,
    ],
    ['of text', 'a.npy', npyOf(sound.replace('<f4', '<U8')), /element type "<U8"/],
    ['of a shape beyond numbers', 'a.npy', npyOf(sound.replace('(7,', '(99999999999999999,')), /shape \(/],
    ['of two types', 'a.npy', npyOf(sound.replace('{', "{'descr': '<f8', ")), /header is not descr/],
    ['of an unknown version', 'a.npy', Uint8Array.from(npy, (byte, at) => (at === 6 ? 9 : byte)), /version 9/],
    [
      'said to have a huge header',
      'a.npy',
      Uint8Array.from([...npy.subarray(0, 6), 2, 0, 255, 255, 255, 127]),
      /2147483647 bytes long/,
    ],
    [
      'a header cut off',
      'a.safetensors',
      safetensors({ conv1: entry }).subarray(0, 40),
      /^a\.safetensors is not a readable safetensors file: its header is cut off/,
    ],
    ['data cut off', 'a.safetensors', safetensors({ conv1: entry }).subarray(0, 300), /was cut off or added to/],
    ['data added to', 'a.safetensors', Buffer.concat([safetensors({ conv1: entry }), npy]), /was cut off or added to/],
    ['a header of no JSON', 'a.safetensors', safetensors('{"conv1": '), /header is not JSON/],
    [
      'a tensor twice',
      'a.safetensors',
      safetensors(`{"conv1": ${JSON.stringify(entry)}, "c\\u006fnv1": ${JSON.stringify(entry)}}`),
      /tensor "conv1" is there twice/,
    ],
    [
      'overlapping tensors',
      'a.safetensors',
      safetensors({ conv1: entry, other: entry }),
      /tensor "other" begins at byte 0 of the data where 840/,
    ],
    ['a gap', 'a.safetensors', safetensors({ conv1: { ...entry, data_offsets: [4, 844] } }), /begins at byte 4/],
    [
      'offsets that do not fit',
      'a.safetensors',
      safetensors({ conv1: { ...entry, data_offsets: [0, 800] } }),
      /tensor "conv1" has offsets that do not fit/,
    ],
    [
      'offsets below zero',
      'a.safetensors',
      safetensors({ conv1: { ...entry, data_offsets: [-840, 0] } }),
      /no valid shape or offsets/,
    ],
    [
      'an unknown type',
      'a.safetensors',
      safetensors({ conv1: { ...entry, dtype: 'F8_E4M3' } }),
      /tensor "conv1" has the element type F8_E4M3/,
    ],
    ['another tensor', 'a.safetensors', safetensors({ conv2: entry }), /has no tensor "conv1"/],
    [
      'a zip without a directory',
      'a.npz',
      fileBytes('stored.npz').subarray(0, 2000),
      /^a\.npz is not a readable zip archive: its directory/,
    ],
    [
      'a zip of a picture',
      'a.zip',
      writeZip([{ name: 'picture.png', bytes }]),
      /^a\.zip is a zip archive without arrays: it holds picture\.png/,
    ],
    [
      'a name that leads out',
      'a.npz',
      writeZip([{ name: '../conv1.npy', bytes: npy }]),
      /"\.\.\/conv1\.npy" is a name that leads out/,
    ],
    ['a name from the root', 'a.npz', writeZip([{ name: '/etc/conv1.npy', bytes: npy }]), /leads out/],
    ['a name with a drive', 'a.npz', writeZip([{ name: 'C:\\conv1.npy', bytes: npy }]), /leads out/],
    [
      'a name twice',
      'a.npz',
      writeZip([
        { name: 'conv1.npy', bytes: npy },
        { name: 'conv1.npy', bytes: npy },
      ]),
      /"conv1\.npy" is there twice/,
    ],
    [
      'a bomb that says so',
      'a.npz',
      writeZip([{ name: 'conv1.npy', bytes: npyOf(sound, new Uint8Array(2 ** 24)), method: 8 }]),
      /would unpack to 1677\d+ bytes where its shape \(7, 5, 3, 2\) of float32 needs 9\d\d/,
    ],
    [
      'a bomb that denies it',
      'a.npz',
      writeZip([{ name: 'conv1.npy', bytes: npyOf(sound, new Uint8Array(2 ** 24)), method: 8, size: 915 }]),
      /unpacks to more than the 915 bytes/,
    ],
    ['a damaged entry', 'a.npz', writeZip([{ name: 'conv1.npy', bytes: npy, crc: 1 }]), /"conv1\.npy" is damaged/],
    [
      'an entry that is no deflate',
      'a.npz',
      writeZip([{ name: 'conv1.npy', bytes: npy, method: 8, packed: npy }]),
      /"conv1\.npy" (cannot be unpacked|unpacks to)/,
    ],
    [
      'an unknown packing',
      'a.npz',
      writeZip([{ name: 'conv1.npy', bytes: npy, method: 93, packed: npy }]),
      /packed in a way \(93\)/,
    ],
    ['an encrypted entry', 'a.npz', writeZip([{ name: 'conv1.npy', bytes: npy, flags: 1 }]), /is encrypted/],
    ['a chunk that is a bomb (gzip)', 'a.zip', zarr(gzip, gzipSync(new Uint8Array(2 ** 24))), /chunk \(0,0,0,0\)/],
    [
      'a chunk that is a bomb (blosc)',
      'a.zip',
      zarr(blosc, Uint8Array.from([2, 1, 1, 4, 0, 0, 0, 64, 0, 0, 0, 64, 16, 0, 0, 0])),
      /chunk \(0,0,0,0\).*unpack to 1073741824 bytes/,
    ],
    [
      'a chunk that is cut off',
      'a.zip',
      zarr({}, bytes.subarray(0, 100)),
      /chunk \(0,0,0,0\).*has 25 elements where 210/,
    ],
    [
      'a huge chunk',
      'a.zip',
      zarr({ chunk_grid: { name: 'regular', configuration: { chunk_shape: [2 ** 20, 2 ** 20, 1, 1] } } }, bytes),
      /one chunk has/,
    ],
    [
      'a chunk of no extent',
      'a.zip',
      zarr({ chunk_grid: { name: 'regular', configuration: { chunk_shape: [0, 5, 3, 2] } } }, bytes),
      /chunk_shape is no list of whole numbers above 0/,
    ],
    [
      'an unknown codec',
      'a.zip',
      zarr({ codecs: [{ name: 'bytes' }, { name: 'run-me' }] }, bytes),
      /the codec "run-me" is not read/,
    ],
    ['metadata of no JSON', 'a.zip', writeZip([{ name: 'zarr.json', bytes: npy }]), /metadata is not JSON/],
    ['a group', 'a.zip', zarr({ node_type: 'group' }, bytes), /a group, not an array/],
    ['of strings', 'a.zip', zarr({ data_type: 'string' }, bytes), /elements are "string"/],
  ])('%s', async (what, file, hostile, message) => {
    const tensor = file.endsWith('.npy') ? null : file === 'a.zip' && what !== 'a zip of a picture' ? '/' : 'conv1';
    const failed = convert(new Uint8Array(hostile), file, { tensor });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow(Refusal);
  });

  it.each(['pickle-0.bin', 'pickle-2.bin', 'pickle-5.bin', 'torch.bin'])(
    'a pickle: %s, with ten lines that export it',
    async (file) => {
      await expect(convert(fileBytes(file), 'recorded.bin')).rejects.toMatchObject({
        message: expect.stringMatching(/^recorded\.bin is a Python pickle/),
        remedy: expect.stringMatching(/weights_only=True[\s\S]*save_file/),
      });
    },
  );

  it.each([
    [
      'other units',
      { shape: [7, 6, 3, 2] },
      /has the shape \(7, 5, 3, 2\) where \(7, 6, 3, 2\) was expected of conv1: other units/,
    ],
    ['other stimuli', { shape: [8, 5, 3, 2] }, /other stimuli/],
    ['other positions', { shape: [7, 5, 2, 3] }, /other positions/],
    ['other axes', { shape: [7, 5, 6] }, /other axes/],
  ])('%s than the manifest says', async (_what, said, message) => {
    await expect(convert(npy, 'a.npy', { layout: said })).rejects.toThrow(message);
  });

  it('another type than the manifest says', async () => {
    await expect(convert(npy, 'a.npy', { dtype: 'float16' })).rejects.toThrow(
      /a\.npy is of float32 where the manifest says float16/,
    );
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('a value is %s: shard, array, unit, stimulus and position are named', async (value, word) => {
    const spoilt = values.slice();
    // Stimulus 4, unit 2, row 1, column 0.
    spoilt[((4 * 5 + 2) * 3 + 1) * 2] = value;
    const tensors = encodeSafetensors(new Map([['conv1', { type: 'F32', shape: SHAPE, data: spoilt }]]));
    await expect(convert(tensors, 'part-3.safetensors', { tensor: 'conv1' })).rejects.toThrow(
      `part-3.safetensors, array "conv1": unit 2 of conv1 is ${word} on stimulus 4 (stimulus 4 of the file, position 2).`,
    );
  });

  it('a float64 is beyond float32', async () => {
    const large = Float64Array.from(values);
    large[3] = 1e300;
    await expect(convert(encodeNpy('<f8', SHAPE, large), 'a.npy', { dtype: 'float64' })).rejects.toMatchObject({
      remedy: expect.stringContaining('finite as float32'),
    });
  });

  it('an archive has several arrays and none is named', async () => {
    await expect(convert(fileBytes('stored.npz'), 'a.npz')).rejects.toThrow(/holds 2 arrays \(conv1, other\)/);
  });

  it('a checksum of Zarr does not fit', async () => {
    const codecs = [{ name: 'bytes', configuration: { endian: 'little' } }, { name: 'crc32c' }];
    const chunk = new Uint8Array(bytes.length + 4);
    chunk.set(bytes);
    await expect(convert(zarr({ codecs }, chunk), 'a.zip', { tensor: '/' })).rejects.toThrow(/a checksum does not fit/);
  });

  it('but what is sound is taken', async () => {
    const packed = writeZip([{ name: 'conv1.npy', bytes: npy, method: 8, packed: deflateRawSync(npy) }]);
    expect((await convert(packed, 'a.npz', { tensor: 'conv1' })).recording.samples).toBe(42);
    expect((await convert(zarr(gzip, gzipSync(bytes)), 'a.zip', { tensor: '/' })).recording.samples).toBe(42);
    expect((await convert(npyOf(sound), 'a.npy')).recording.samples).toBe(42);
    expect((await convert(safetensors({ conv1: entry }), 'a.safetensors', { tensor: 'conv1' })).recording.samples).toBe(
      42,
    );
  });
});
