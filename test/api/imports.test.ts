import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy, encodeSafetensors, type Recording, RecordingReader } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest as strange } from '../arrays/manifests.js';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
/** Values of layers as the server records them: stimuli x units x positions. */
let conv1: Float32Array;
let fc7: Float32Array;
const STIMULI = 1797;

beforeAll(async () => {
  graph = await openGraph();
  conv1 = await recorded('conv1');
  fc7 = await recorded('fc7');
});
afterAll(() => graph.close());

async function recorded(layer: string): Promise<Float32Array> {
  const { node } = await graph.data(
    `{ node(id: "layer:alexnet-1/${layer}") { ... on Layer { recording { ... on Recording { digest } } } } }`,
  );
  const key = node.recording.digest;
  const recording = (await graph.services.compute.find({ kind: 'recording', key } as never)) as Recording;
  const { units, samples, stimuli, positions } = recording;
  const values = await new RecordingReader(recording, graph.services.store).all();
  const turned = new Float32Array(values.length);
  for (let unit = 0; unit < units; unit++)
    for (let sample = 0; sample < samples; sample++)
      turned[(Math.floor(sample / positions) * units + unit) * positions + (sample % positions)] = values[
        unit * samples + sample
      ] as number;
  expect(turned.length).toBe(stimuli * units * positions);
  return turned;
}

const HEAD = { format: 'unitgraph-recordings', version: 1 };

/** Two layers of `alexnet-1` under another name: three files of conv1, one of fc7. */
function copyOf(slug: string) {
  const cuts = [0, 600, 1201, STIMULI];
  return {
    ...HEAD,
    network: { slug, name: 'A copy', architecture: 'AlexNet-shaped' },
    probeSet: { slug: 'digits' },
    recordings: [
      {
        layer: 'fc7',
        kind: 'DENSE',
        index: 6,
        shape: [STIMULI, fc7.length / STIMULI],
        unitAxis: 1,
        dtype: 'float32',
        shards: [{ file: 'fc7.npy', stimuli: STIMULI }],
      },
      {
        layer: 'conv1',
        kind: 'CONVOLUTION',
        index: 0,
        shape: [STIMULI, 32, 8, 8],
        unitAxis: 1,
        dtype: 'float32',
        shards: [0, 1, 2].map((part) => ({
          file: `conv1-${part}.safetensors`,
          tensor: 'conv1',
          stimuli: (cuts[part + 1] as number) - (cuts[part] as number),
        })),
      },
    ],
  };
}

/** The files of `copyOf`, by shard. */
function filesOf(document: ReturnType<typeof copyOf>): Uint8Array[] {
  const files = [encodeNpy('<f4', [STIMULI, fc7.length / STIMULI], fc7)];
  let first = 0;
  for (const { stimuli } of document.recordings[1]?.shards ?? []) {
    const data = conv1.slice(first * 2048, (first + stimuli) * 2048);
    files.push(encodeSafetensors(new Map([['conv1', { type: 'F32', shape: [stimuli, 32, 8, 8], data }]])));
    first += stimuli;
  }
  return files;
}

const IMPORT =
  '__typename ... on Import { id digest state receivedCount shardCount missing problem } ... on Refused { message remedy }';

async function begin(document: object) {
  return (await graph.data(`mutation ($m: JSON!) { beginImport(manifest: $m) { ${IMPORT} } }`, { m: document }))
    .beginImport;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const send = (digest: string, shard: number, bytes: Uint8Array) =>
  graph.services.imports.receive(digest, shard, { chunks: inPieces(bytes), length: bytes.length });

async function importAll(document: ReturnType<typeof copyOf>): Promise<string> {
  const { digest } = await begin(document);
  for (const [shard, bytes] of filesOf(document).entries()) await send(digest, shard, bytes);
  return digest;
}

describe('an import', () => {
  it('takes shards in any order, each once, and shows nothing before the last', async () => {
    const document = copyOf('copy');
    const files = filesOf(document);
    const begun = await begin(document);
    expect(begun).toMatchObject({ state: 'RECEIVING', receivedCount: 0, shardCount: 4, missing: [0, 1, 2, 3] });
    for (const shard of [2, 0, 2, 3]) await send(begun.digest, shard, files[shard] as Uint8Array);
    expect(await begin(document)).toMatchObject({ id: begun.id, state: 'RECEIVING', receivedCount: 3, missing: [1] });
    const hidden = await graph.data(
      '{ network(slug: "copy") { slug } search(text: "copy") { __typename } imports { nodes { network { slug } } } }',
    );
    expect(hidden).toEqual({ network: null, search: [], imports: { nodes: [{ network: null }] } });

    await send(begun.digest, 1, files[1] as Uint8Array);
    const shown = await graph.data(
      `{ network(slug: "copy") { format unitCount parameterCount inputShape layers { nodes { name kind unitCount positions index } } }
         imports { totalCount nodes { state network { slug } probeSet { slug } endedAt shards { nodes { file state bytes problem } } } } }`,
    );
    expect(shown.network).toEqual({
      format: 'RECORDED',
      unitCount: 32 + fc7.length / STIMULI,
      parameterCount: 0,
      inputShape: [],
      layers: {
        nodes: [
          { name: 'conv1', kind: 'CONVOLUTION', unitCount: 32, positions: [8, 8], index: 0 },
          { name: 'fc7', kind: 'DENSE', unitCount: fc7.length / STIMULI, positions: [], index: 1 },
        ],
      },
    });
    expect(shown.imports.totalCount).toBe(1);
    expect(shown.imports.nodes[0]).toMatchObject({
      state: 'DONE',
      network: { slug: 'copy' },
      probeSet: { slug: 'digits' },
    });
    expect(shown.imports.nodes[0].shards.nodes[0]).toEqual({
      file: 'fc7.npy',
      state: 'RECEIVED',
      bytes: files[0]?.length,
      problem: null,
    });
  });

  it('twice is one', async () => {
    expect(await begin(copyOf('copy'))).toMatchObject({ state: 'DONE', missing: [], problem: null });
    const { imports } = await graph.data('{ imports { totalCount } }');
    expect(imports.totalCount).toBe(1);
  });

  it('is the same layer: each unit correlates 1 with itself as it is recorded here', async () => {
    for (const layer of ['conv1', 'fc7']) {
      const { compare } = await graph.data(
        `{ compare(left: "layer:alexnet-1/${layer}", right: "layer:copy/${layer}") { ... on LayerComparison { samples
           matching(rule: ASSIGNMENT) { ... on Matching { mean matchedCount pairs: matches(first: 500) { nodes { value source { index } target { index } } } } } } ... on Incomparable { message } } }`,
      );
      expect(compare.matching.mean).toBeCloseTo(1, 6);
      for (const { value, source, target } of compare.matching.pairs.nodes) {
        expect(target.index).toBe(source.index);
        expect(value).toBeCloseTo(1, 6);
      }
    }
  });

  it.each(['MEAN', 'MAX', 'SAMPLED'])('can be reduced to %s as if it had been recorded so', async (kind) => {
    const reduction = kind === 'SAMPLED' ? '{ kind: SAMPLED, positions: 5, seed: 3 }' : `{ kind: ${kind} }`;
    const summary = `summary(reduction: ${reduction}) { ... on LayerSummary { samples live meanActivation meanZeroShare } }`;
    const { here, there } = await graph.data(
      `{ here: node(id: "layer:alexnet-1/conv1") { ... on Layer { ${summary} } } there: node(id: "layer:copy/conv1") { ... on Layer { ${summary} } } }`,
    );
    expect(there).toEqual(here);
  });

  it('serves top stimuli, activations and the file of the recording', async () => {
    const ask = (network: string): string =>
      `node(id: "unit:${network}/conv1/5") { ... on Unit { topStimuli(first: 3) { ... on TopStimuli { activations { value position stimulus { id label } } } }
       activations(limit: 4) { ... on ActivationSample { total points { x position } } } } }`;
    const { here, there } = await graph.data(`{ here: ${ask('alexnet-1')} there: ${ask('copy')} }`);
    expect(there).toEqual(here);
  });

  it('grows the network by a layer, between those that are there', async () => {
    const document = { ...copyOf('copy'), recordings: [{ ...copyOf('copy').recordings[0], layer: 'fc6', index: 5 }] };
    const { digest } = await begin(document);
    await send(digest, 0, filesOf(copyOf('copy'))[0] as Uint8Array);
    const { network } = await graph.data('{ network(slug: "copy") { layers { nodes { name } } } }');
    expect(network.layers.nodes.map(({ name }: { name: string }) => name)).toEqual(['conv1', 'fc6', 'fc7']);
  });

  it.each<[string, RegExp, (document: ReturnType<typeof copyOf>) => unknown]>([
    [
      'a network that runs here',
      /network\.slug is alexnet-1, which is a network that runs here/,
      (document) => Object.assign(document.network, { slug: 'alexnet-1' }),
    ],
    [
      'a layer that is there',
      /^conv1 of copy on digits is there already, from the import [0-9a-f]{64}/,
      (document) => document.recordings.shift(),
    ],
    [
      'another name',
      /network\.name is "Mine", and that of copy is "A copy"/,
      (document) => Object.assign(document.network, { name: 'Mine' }),
    ],
    [
      'another count',
      /probeSet\.count is 9, and digits has 1797/,
      (document) => {
        Object.assign(document, { probeSet: { slug: 'digits', count: 9 } });
        document.recordings = [
          { ...(document.recordings[0] as object), shape: [9, 2], shards: [{ file: 'a.npy', stimuli: 9 }] },
        ] as never;
      },
    ],
    [
      'a pickle',
      /^fc7\.pt is a Python pickle/,
      (document) => Object.assign(document.recordings[0]?.shards[0] as object, { file: 'fc7.pt' }),
    ],
    [
      'no such probe set',
      /probeSet\.count is missing, and no such probe set is here/,
      (document) => Object.assign(document, { probeSet: { slug: 'nothing' } }),
    ],
  ])('is refused for %s', async (_what, message, change) => {
    const document = copyOf('copy');
    change(document);
    const refused = await begin(document);
    expect(refused).toMatchObject({ __typename: 'Refused', message: expect.stringMatching(message) });
    expect(refused.remedy.length).toBeGreaterThan(10);
  });

  it('refuses a shard and goes on without it: the next one may be right', async () => {
    const document = copyOf('second');
    const files = filesOf(document);
    const { digest } = await begin(document);
    const spoilt = fc7.slice();
    spoilt[3 * (fc7.length / STIMULI) + 2] = Number.NaN;
    const wrong = encodeNpy('<f4', [STIMULI, fc7.length / STIMULI], spoilt);
    await expect(send(digest, 0, wrong)).rejects.toThrow(/^Shard 0 \(fc7\.npy\): unit 2 of fc7 is NaN on stimulus 3/);
    const { imports } = await graph.data(
      '{ imports { nodes { networkSlug missing shards(first: 1) { nodes { state problem } } } } }',
    );
    expect(imports.nodes[0]).toMatchObject({ networkSlug: 'second', missing: [0, 1, 2, 3] });
    expect(imports.nodes[0].shards.nodes[0]).toEqual({
      state: 'REFUSED',
      problem: expect.stringMatching(/NaN on stimulus 3/),
    });
    const short = encodeNpy('<f4', [STIMULI, 8], fc7.slice(0, STIMULI * 8));
    await expect(send(digest, 0, short)).rejects.toThrow(/other units/);
    expect((await send(digest, 0, files[0] as Uint8Array)).shards.get(0)).toMatchObject({ problem: null });
    await expect(send(digest, 0, wrong)).rejects.toThrow(/Shard 0 \(fc7\.npy\) is there already, with other content/);
    await expect(send(digest, 4, wrong)).rejects.toThrow(/no shard 4: they go from 0 to 3/);
    await expect(send('ab'.repeat(32), 0, wrong)).rejects.toThrow(/There is no import abab/);
    await graph.data(`mutation { removeImport(id: "import:${digest}") { removedId } }`);
    expect(await graph.error(`mutation { removeImport(id: "import:${digest}") { removedId } }`)).toMatch(
      /There is no import/,
    );
  });

  it('holds files against the digests and sizes of the manifest', async () => {
    const document = copyOf('second');
    Object.assign(document.recordings[0]?.shards[0] as object, { sha256: 'ab'.repeat(32) });
    Object.assign(document.recordings[1]?.shards[0] as object, { bytes: 12 });
    const { digest } = await begin(document);
    const files = filesOf(document);
    await expect(send(digest, 0, files[0] as Uint8Array)).rejects.toThrow(
      /has the SHA-256 [0-9a-f]{64} where the manifest says abab/,
    );
    await expect(send(digest, 1, files[1] as Uint8Array)).rejects.toThrow(/has \d+ bytes where the manifest says 12/);
    await graph.data(`mutation { removeImport(id: "import:${digest}") { removedId } }`);
  });

  it('does not begin to receive what has no room on the disk', async () => {
    const document = {
      ...HEAD,
      network: { slug: 'huge' },
      probeSet: { digest: 'ee'.repeat(32), count: 2 ** 26 },
      recordings: [
        {
          layer: 'a',
          shape: [2 ** 26, 2 ** 20],
          unitAxis: 1,
          dtype: 'float32',
          shards: [{ file: 'a.npy', stimuli: 2 ** 26 }],
        },
      ],
    };
    const { digest } = await begin(document);
    await expect(send(digest, 0, new Uint8Array(10))).rejects.toThrow(
      /Shard 0 needs \d+ MB in the data folder .* and \d+ MB are free/,
    );
    await graph.data(`mutation { removeImport(id: "import:${digest}") { removedId } }`);
  });

  it('whose files are gone says so, and asks for the shards that are missing', async () => {
    const folder = join(graph.services.store.folder, 'blobs');
    const { digest } = await begin(copyOf('copy'));
    // The shards of conv1 that hold the first stimuli are the largest blobs of the import.
    const before = await graph.data(
      '{ node(id: "layer:copy/conv1") { ... on Layer { recording { ... on Recording { digest } } } } }',
    );
    const recording = (await graph.services.compute.find({
      kind: 'recording',
      key: before.node.recording.digest,
    } as never)) as Recording;
    rmSync(join(folder, (recording.shards[0]?.digest ?? '').slice(0, 2), recording.shards[0]?.digest ?? ''));
    graph.services.compute.memory.delete(before.node.recording.digest);
    const { node } = await graph.data(
      '{ node(id: "layer:copy/conv1") { ... on Layer { summary { ... on Computation { state error } } } } }',
    );
    expect(node.summary).toEqual({
      state: 'FAILED',
      error: expect.stringMatching(/no longer in the data folder\. Import them again/),
    });
    const again = await begin(copyOf('copy'));
    expect(again).toMatchObject({ digest, state: 'RECEIVING', missing: [1] });
    await send(digest, 1, filesOf(copyOf('copy'))[1] as Uint8Array);
    const after = await graph.data(
      '{ node(id: "layer:copy/conv1") { ... on Layer { recording { ... on Recording { digest } } } } }',
    );
    expect(after).toEqual(before);
  });

  it('is forgotten with its network, and nothing of it is left half', async () => {
    await importAll(copyOf('third'));
    await graph.data('mutation { removeNetwork(id: "network:copy") { removedId } }');
    const { networks, imports } = await graph.data(
      '{ networks(filter: { architecture: "AlexNet-shaped" }) { nodes { slug } } imports { nodes { networkSlug } } }',
    );
    expect(networks.nodes.map(({ slug }: { slug: string }) => slug)).not.toContain('copy');
    expect(imports.nodes).toEqual([{ networkSlug: 'third' }]);
    // What third shares with it by content is still there.
    const { node } = await graph.data(
      '{ node(id: "layer:third/conv1") { ... on Layer { summary { ... on LayerSummary { samples } } } } }',
    );
    expect(node.summary.samples).toBe(STIMULI * 64);
    expect(readdirSync(graph.services.store.temporary)).toEqual([]);
  });
});

describe('a probe set of which only the digest is known', () => {
  const values = Float32Array.from({ length: 7 * 30 }, (_, index) => Math.sin(index));
  const digest = 'ab'.repeat(32);

  it('comes with the import, labels included, and says that it has no pictures', async () => {
    const document = strange();
    document.recordings = [
      { layer: 'fc', shape: [7, 30], unitAxis: 1, dtype: 'float32', shards: [{ file: 'fc.npy', stimuli: 7 }] },
    ];
    const begun = await begin(document);
    await send(begun.digest, 0, encodeNpy('<f4', [7, 30], values));
    const { probeSets, node } = await graph.data(
      `{ probeSets { nodes { slug digest count hasStimuli shape classes stimuli(first: 2) { nodes { label image } } } }
         node(id: "unit:mine/fc/0") { ... on Unit { topStimuli(first: 1) { ... on TopStimuli { activations { stimulus { id label } } } } } } }`,
    );
    expect(probeSets.nodes[1]).toMatchObject({
      slug: 'photographs',
      digest,
      count: 7,
      hasStimuli: false,
      shape: [],
      classes: ['cat', 'dog'],
    });
    expect(probeSets.nodes[1].stimuli.nodes.map(({ label }: { label: string }) => label)).toEqual(['cat', 'dog']);
    expect(node.topStimuli.activations[0].stimulus.id).toMatch(/^stimulus:photographs\/\d$/);
  });

  it('compares two recorded networks, and never with one that was shown something else', async () => {
    const document = {
      ...HEAD,
      network: { slug: 'other' },
      probeSet: { digest },
      recordings: [
        {
          layer: 'fc',
          shape: [30, 7],
          stimulusAxis: 1,
          unitAxis: 0,
          dtype: 'float32',
          shards: [{ file: 'fc.npy', stimuli: 7 }],
        },
        {
          layer: 'mean',
          shape: [7, 30],
          unitAxis: 1,
          dtype: 'float32',
          reduction: { kind: 'MEAN' },
          shards: [{ file: 'mean.npy', stimuli: 7 }],
        },
        {
          layer: 'drawn',
          shape: [7, 10, 3],
          unitAxis: 1,
          dtype: 'float32',
          reduction: { kind: 'SAMPLED', positions: 3, seed: 1 },
          shards: [{ file: 'drawn.npy', stimuli: 7 }],
        },
        { layer: 'all', shape: [7, 10, 3], unitAxis: 1, dtype: 'float32', shards: [{ file: 'all.npy', stimuli: 7 }] },
      ],
    };
    const begun = await begin(document);
    const turned = Float32Array.from(
      { length: 210 },
      (_, index) => values[(index % 7) * 30 + Math.floor(index / 7)] as number,
    );
    await send(begun.digest, 0, encodeNpy('<f4', [30, 7], turned));
    await send(begun.digest, 1, encodeNpy('<f4', [7, 30], values));
    for (const shard of [2, 3]) await send(begun.digest, shard, encodeNpy('<f4', [7, 10, 3], values));
    const compare = async (left: string, right: string, more = ''): Promise<Record<string, unknown>> =>
      (
        await graph.data(
          `{ compare(left: "layer:${left}", right: "layer:${right}"${more}) { __typename ... on Incomparable { reason message } ... on LayerComparison { probeSet { slug } matching { ... on Matching { mean } } } } }`,
        )
      ).compare;
    expect(await compare('mine/fc', 'other/fc')).toEqual({
      __typename: 'LayerComparison',
      probeSet: { slug: 'photographs' },
      matching: { mean: expect.closeTo(1, 6) },
    });
    expect(await compare('mine/fc', 'other/mean')).toMatchObject({ __typename: 'LayerComparison' });
    expect(await compare('alexnet-1/fc7', 'mine/fc')).toMatchObject({
      reason: 'PROBE_SET',
      message: expect.stringMatching(/fc of mine was not recorded on digits/),
    });
    expect(await compare('mine/fc', 'alexnet-1/fc7')).toMatchObject({
      reason: 'PROBE_SET',
      message: expect.stringMatching(
        /alexnet-1 would have to be shown the stimuli of photographs, of which only the digest is here/,
      ),
    });
    expect(await compare('other/mean', 'other/fc', ', reduction: { kind: MAX }')).toMatchObject({
      reason: 'POSITIONS',
      message: expect.stringMatching(/mean of other came in recorded under MEAN, and MAX cannot be made of that/),
    });
    expect(await compare('other/drawn', 'other/all')).toMatchObject({
      reason: 'POSITIONS',
      message: expect.stringMatching(/recorded at different positions/),
    });
    expect(await compare('other/drawn', 'other/fc')).toMatchObject({ reason: 'POSITIONS' });
    expect(await compare('other/all', 'other/fc', ', reduction: { kind: MEAN }')).toMatchObject({
      __typename: 'LayerComparison',
    });
  });

  it('brings back a probe set that was removed', async () => {
    await graph.data('mutation { removeProbeSet(id: "probe-set:photographs") { removedId } }');
    const { node } = await graph.data(
      '{ node(id: "layer:other/fc") { ... on Layer { summary { ... on Unavailable { message } } } } }',
    );
    expect(node.summary.message).toMatch(
      /The probe set that other was recorded on was removed\. Begin its import again/,
    );
    const document = strange();
    document.recordings = [
      { layer: 'fc', shape: [7, 30], unitAxis: 1, dtype: 'float32', shards: [{ file: 'fc.npy', stimuli: 7 }] },
    ];
    expect(await begin(document)).toMatchObject({ state: 'DONE' });
    const { probeSets } = await graph.data('{ probeSets { nodes { slug } } }');
    expect(probeSets.nodes).toContainEqual({ slug: 'photographs' });
  });
});
