import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesInMemory, SAFE_EXPORT, ZipFile } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import type { ChosenFile } from '../../apps/dashboard/src/imports/chosenFile.js';
import { ImportFailure, mayPassAfter } from '../../apps/dashboard/src/imports/importFailure.js';
import { readManifest } from '../../apps/dashboard/src/imports/manifestSummary.js';
import {
  noPreprocessing,
  numbersIn,
  numbersProblem,
  preprocessingInput,
} from '../../apps/dashboard/src/imports/preprocessingChoice.js';
import { safeExport } from '../../apps/dashboard/src/imports/safeExport.js';
import { slugOf, slugProblem, understand } from '../../apps/dashboard/src/imports/understand.js';
import { zipFiles } from '../../apps/dashboard/src/imports/zipFiles.js';

const files = (...paths: string[]): ChosenFile[] =>
  paths.map((path) => ({ path, file: new File([`content of ${path}`], path.split('/').at(-1) as string) }));

describe('what was chosen', () => {
  it('is a network with the files beside it', () => {
    const found = understand(files('m/net.onnx', 'm/net.onnx.data', 'm/.DS_Store'));
    expect(found).toMatchObject({
      kind: 'NETWORK',
      model: { path: 'm/net.onnx' },
      beside: [{ path: 'm/net.onnx.data' }],
    });
    expect(understand(files('t/model.json', 't/group1-shard1of1.bin'))).toMatchObject({
      kind: 'NETWORK',
      model: { path: 't/model.json' },
    });
    // Weights may be in files of any name, those of pickles too.
    expect(understand(files('m/net.onnx', 'm/w.bin'))).toMatchObject({ kind: 'NETWORK' });
  });

  it('is recorded activations where there is a manifest', () => {
    expect(understand(files('r/manifest.json', 'r/a.npy'))).toMatchObject({
      kind: 'RECORDINGS',
      manifest: { path: 'r/manifest.json' },
    });
  });

  it('is a probe set: one file, or images in folders', () => {
    expect(understand(files('x.npy'))).toMatchObject({ kind: 'PROBE_SET', name: 'x' });
    expect(understand(files('pets/cat/1.JPG', 'pets/labels.csv', 'pets/dog/1.webp'))).toMatchObject({
      kind: 'PROBE_SET',
      name: 'pets',
    });
  });

  it.each<[string, string[], RegExp]>([
    ['a pickle', ['dir/model.pt'], /dir\/model\.pt is a pickle/],
    ['nothing', ['.hidden'], /no file/],
    ['two networks', ['a.onnx', 'b.onnx'], /2 networks: a\.onnx, b\.onnx/],
    ['an archive beside a network', ['a.onnx', 'images.zip'], /images\.zip lies beside the network a\.onnx/],
    ['a stranger among images', ['a/1.png', 'a/notes.docx'], /a\/notes\.docx lies among the images/],
    ['what nobody knows', ['a.docx'], /a\.docx is nothing that is read here/],
    ['several of these', ['a.docx', 'b.docx'], /Of 2 files/],
  ])('is refused: %s', (_, paths, message) => {
    expect(() => understand(files(...paths))).toThrow(ImportFailure);
    expect(() => understand(files(...paths))).toThrow(message);
  });

  it('shows the lines against pickles that docs and server have', () => {
    expect(safeExport).toBe(SAFE_EXPORT);
    expect(readFileSync(join(import.meta.dirname, '../../docs/imports.md'), 'utf8')).toContain(safeExport);
  });
});

describe('short names', () => {
  it.each([
    ['My Network (final)', 'my-network-final'],
    ['Größe', 'gro-e'],
    ['...', 'mine'],
    ['a'.repeat(80), 'a'.repeat(64)],
  ])('%s becomes one that may be', (text, slug) => {
    expect(slugOf(text)).toMatch(/^[a-z0-9]/);
    expect(slugProblem(slugOf(text), [])).toBeNull();
    if (text !== 'Größe') expect(slugOf(text)).toBe(slug);
  });

  it('are held against those that are taken', () => {
    expect(slugProblem('', [])).toMatch(/short name/);
    expect(slugProblem('-x', [])).toMatch(/letters/);
    expect(slugProblem('x', ['x'])).toMatch(/taken/);
  });
});

describe('a folder', () => {
  it('becomes an archive that the server reads', async () => {
    const chosen = files('a/1.png', 'a/ö.png');
    const blob = await zipFiles(chosen, new AbortController().signal, () => {});
    const zip = new ZipFile(bytesInMemory(new Uint8Array(await blob.arrayBuffer())), 'folder');
    expect([...zip.entries.keys()]).toEqual(['a/1.png', 'a/ö.png']);
    for (const entry of zip.entries.values())
      expect(new TextDecoder().decode(await zip.read(entry))).toBe(`content of ${entry.name}`);
  });
});

describe('numbers of preprocessing', () => {
  it('are read as people write them', () => {
    expect(numbersIn('0.485, 0.456 0.406')).toEqual([0.485, 0.456, 0.406]);
    expect(numbersIn('1/255')).toEqual([1 / 255]);
    expect([numbersIn('a'), numbersIn('1/'), numbersIn('1/2/3'), numbersIn('1/0')]).toEqual([null, null, null, null]);
    expect(numbersProblem('1 2', [1, 3])).toMatch(/1 or 3/);
    expect(numbersProblem('', [1])).toBeNull();
  });

  it('stand for all channels where there is one', () => {
    const own = {
      ...noPreprocessing,
      by: 'OWN' as const,
      scale: '1/16',
      mean: '0.5',
      deviation: '1 2 3',
      shorterSide: '20',
    };
    expect(preprocessingInput(own, 3)).toEqual({
      scale: 1 / 16,
      mean: [0.5, 0.5, 0.5],
      deviation: [1, 2, 3],
      resize: { shorterSide: 20, interpolation: 'BILINEAR' },
    });
    expect(preprocessingInput(noPreprocessing, 3)).toEqual({});
    expect(preprocessingInput({ ...noPreprocessing, by: 'CLIP' }, 3)).toEqual({ preset: 'CLIP' });
  });
});

describe('a manifest', () => {
  it('names its files, which are found by path or by name', () => {
    const [manifest, ...others] = files('r/manifest.json', 'r/deep/a.npy', 'elsewhere/b.npy') as [
      ChosenFile,
      ...ChosenFile[],
    ];
    const document = {
      network: { slug: 'x' },
      probeSet: { slug: 'digits' },
      recordings: [
        {
          layer: 'l',
          shape: [10, 4, 2],
          unitAxis: 1,
          dtype: 'float32',
          shards: [{ file: 'deep/a.npy' }, { file: 'b.npy' }, { file: 'c.npy' }],
        },
      ],
    };
    const summary = readManifest(JSON.stringify(document), manifest, others);
    expect(summary.layers).toEqual([{ name: 'l', units: 4, shape: [10, 4, 2], type: 'float32' }]);
    expect(summary.files.map(({ chosen }) => chosen?.path ?? null)).toEqual(['r/deep/a.npy', 'elsewhere/b.npy', null]);
  });

  it.each([
    ['{', /no JSON/],
    ['[]', /does not say/],
    ['{"recordings": []}', /does not say/],
  ])('%s is refused', (text, message) => {
    const [manifest] = files('manifest.json') as [ChosenFile];
    expect(() => readManifest(text, manifest, [])).toThrow(message);
  });
});

describe('a failure', () => {
  const failureIn = (work: () => unknown): ImportFailure => {
    try {
      work();
    } catch (error) {
      return error as ImportFailure;
    }
    throw new Error('Nothing failed.');
  };

  it('of the files themselves is no reason to try again', async () => {
    const [manifest] = files('run/manifest.json') as [ChosenFile];
    expect(failureIn(() => readManifest('{', manifest, [])).mayPass).toBe(false);
    expect(failureIn(() => readManifest('{}', manifest, [])).mayPass).toBe(false);
    const gone = { size: 4, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as File;
    await expect(
      zipFiles([{ path: 'a.png', file: gone }], new AbortController().signal, () => {}),
    ).rejects.toMatchObject({ message: 'a.png cannot be read.', mayPass: false });
  });

  it('of the server may pass, its refusal of a file does not', () => {
    expect([500, 502, 503, 507, 408, 429].map(mayPassAfter)).toEqual(Array(6).fill(true));
    expect([400, 404, 413, 415, 422].map(mayPassAfter)).toEqual(Array(5).fill(false));
  });
});
