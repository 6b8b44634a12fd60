import { ELEMENT_TYPES } from '../arrays/elementTypes.js';
import { productOf } from '../arrays/storedArray.js';
import { Fields } from './fields.js';
import { IMPORT_LIMITS, LIKE_SHA256, SHA256 } from './importLimits.js';
import { LAYER_KINDS } from './layerKinds.js';
import { type Layout, positionsOf } from './layout.js';
import type { Manifest, ManifestNetwork, ManifestProbeSet, ManifestRecording, RecordedReduction } from './manifest.js';
import { type FileToCome, joinFiles, readShards } from './readShards.js';

const SLUG = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const LIKE_SLUG = 'up to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit';

/**
 * Reads `manifest.json`. Every field is checked; one that is not known is refused.
 * @param knownProbeSet how many stimuli the probe set has that the manifest names; null where there is no such
 * @throws BadManifest that names the field
 */
export function readManifest(document: unknown, knownProbeSet: (named: ManifestProbeSet) => number | null): Manifest {
  const fields = new Fields(document, '');
  const format = fields.text('format', { most: 40 });
  if (format !== 'unitgraph-recordings') throw fields.wrong('format', 'is not unitgraph-recordings');
  fields.whole('version', 1, 1);
  const network = fields.object('network');
  const probeSet = readProbeSet(fields.object('probeSet'));
  const count = probeSet.count ?? knownProbeSet(probeSet);
  if (count === null) throw fields.wrong('probeSet.count', 'is missing, and no such probe set is here');
  const said = fields.objects('recordings', IMPORT_LIMITS.recordings);
  const recordings: ManifestRecording[] = [];
  const files = new Map<string, FileToCome>();
  let partCount = 0;
  for (const [index, each] of said.entries()) {
    const recording = readRecording(each, count);
    if (recordings.some(({ layer }) => layer === recording.layer))
      throw each.wrong('layer', `is there twice: ${recording.layer}`);
    recordings.push(recording);
    const shards = readShards(each, index, count);
    each.end();
    partCount += shards.length;
    if (partCount > IMPORT_LIMITS.parts)
      throw each.wrong('shards', `are more than ${IMPORT_LIMITS.parts} with those before`);
    for (const shard of shards) joinFiles(files, shard, each);
  }
  if (files.size > IMPORT_LIMITS.files)
    throw fields.wrong('recordings', `name ${files.size} files where ${IMPORT_LIMITS.files} are the most`);
  const read: Manifest = {
    network: readNetwork(network),
    probeSet: { ...probeSet, count },
    recordings,
    files: [...files].map(([file, { sha256, bytes, parts }]) => ({ file, sha256, bytes, parts })),
  };
  network.end();
  fields.end();
  return read;
}

function readNetwork(fields: Fields): ManifestNetwork {
  const slug = fields.text('slug', { most: 64, matches: SLUG, like: LIKE_SLUG });
  const name = fields.optional('name', () => fields.text('name', { most: 80 }).trim()) ?? null;
  const architecture = fields.optional('architecture', () => fields.text('architecture', { most: 80 }).trim()) ?? null;
  const run = fields.optional('run', () => fields.text('run', { most: 64, matches: SLUG, like: LIKE_SLUG }));
  const step = fields.optional('step', () => fields.whole('step', 0, 2 ** 53 - 1));
  if (run === undefined && step === undefined) return { slug, name, architecture };
  if (run === undefined) throw fields.wrong('run', 'is missing, and there is a step: say of which training run');
  if (step === undefined) throw fields.wrong('step', 'is missing, and there is a run: say after which step of it');
  return { slug, name, architecture, run, step };
}

function readProbeSet(fields: Fields): ManifestProbeSet {
  const slug = fields.optional('slug', () => fields.text('slug', { most: 64, matches: SLUG, like: LIKE_SLUG })) ?? null;
  const digest =
    fields.optional('digest', () => fields.text('digest', { most: 64, matches: SHA256, like: LIKE_SHA256 })) ?? null;
  if (slug === null && digest === null) throw fields.wrong('digest', 'is missing, and so is a slug: name one of them');
  const name = fields.optional('name', () => fields.text('name', { most: 80 }).trim()) ?? null;
  const count = fields.optional('count', () => fields.whole('count', 1, IMPORT_LIMITS.stimuli)) ?? null;
  const classes =
    fields.optional('classes', () =>
      Array.from(fields.list('classes', 0, 100_000), (each, index) => {
        if (typeof each === 'string' && each.length <= 200) return each;
        throw fields.wrong(`classes[${index}]`, 'is no text of at most 200 characters');
      }),
    ) ?? null;
  const labels =
    fields.optional('labels', () => {
      if (count === null) throw fields.wrong('count', 'is missing, and there are labels');
      return fields.numbers('labels', [count, count], [0, classes === null ? 2 ** 31 - 1 : classes.length - 1]);
    }) ?? null;
  fields.end();
  return { slug, digest, name, count, classes, labels };
}

function readRecording(fields: Fields, count: number): ManifestRecording {
  const layer = fields.text('layer', { most: 200 });
  const kind = fields.optional('kind', () => fields.oneOf('kind', LAYER_KINDS)) ?? 'OTHER';
  const index = fields.optional('index', () => fields.whole('index', 0, 100_000)) ?? null;
  const shape = fields.numbers('shape', [2, 8], [1, 2 ** 31 - 1]);
  const stimulusAxis = fields.optional('stimulusAxis', () => fields.whole('stimulusAxis', 0, shape.length - 1)) ?? 0;
  const unitAxis = fields.whole('unitAxis', 0, shape.length - 1);
  if (unitAxis === stimulusAxis) throw fields.wrong('unitAxis', `is the axis of the stimuli, ${stimulusAxis}`);
  if (shape[stimulusAxis] !== count)
    throw fields.wrong(`shape[${stimulusAxis}]`, `is ${shape[stimulusAxis]} where the probe set has ${count} stimuli`);
  const units = shape[unitAxis] as number;
  if (units > IMPORT_LIMITS.units)
    throw fields.wrong(`shape[${unitAxis}]`, `is ${units} units where ${IMPORT_LIMITS.units} are the most`);
  const perStimulus = productOf(shape) / count;
  if (!(perStimulus <= IMPORT_LIMITS.valuesPerStimulus))
    throw fields.wrong(
      'shape',
      `gives a stimulus ${perStimulus} values where ${IMPORT_LIMITS.valuesPerStimulus} are the most`,
    );
  const layout: Layout = { shape, stimulusAxis, unitAxis, dtype: fields.oneOf('dtype', ELEMENT_TYPES) };
  return { layer, kind, index, layout, reduction: readReduction(fields, layout) };
}

function readReduction(fields: Fields, layout: Layout): RecordedReduction {
  const positions = positionsOf(layout);
  const said = fields.optional('reduction', () => fields.object('reduction'));
  if (said === undefined) return { kind: 'ALL_POSITIONS' };
  const kind = said.oneOf('kind', ['ALL_POSITIONS', 'MEAN', 'MAX', 'SAMPLED'] as const);
  if (kind === 'SAMPLED') {
    const reduction = {
      kind,
      positions: said.whole('positions', 1, 2 ** 20),
      seed: said.whole('seed', 0, 2 ** 53 - 1),
    };
    said.end();
    if (positions.length !== 1 || positions[0] !== reduction.positions)
      throw said.wrong(
        'positions',
        `is ${reduction.positions}, and the axes besides stimuli and units are (${positions.join(', ')})`,
      );
    return reduction;
  }
  said.end();
  if (kind !== 'ALL_POSITIONS' && productOf(positions) !== 1)
    throw said.wrong(
      'kind',
      `is ${kind}, which leaves one value a stimulus, and the array has positions (${positions.join(', ')})`,
    );
  return { kind };
}
