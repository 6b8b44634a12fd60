import { openArrayFile } from '../arrays/arrayFile.js';
import { bytesInMemory, type Unpack } from '../arrays/byteSource.js';
import { refusePickle } from '../arrays/refusePickles.js';
import { ZipFile } from '../arrays/zipFile.js';
import { Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import { planArray } from './arrayStimuli.js';
import { IMAGE_FORMATS, isImage } from './decodeImage.js';
import { planImages } from './imageStimuli.js';
import { readLabels } from './labels.js';
import type { PlannedStimuli, ProbeSetLimits, ProbeSetOptions, Report } from './probeSetOptions.js';
import { planTable } from './tableStimuli.js';
import { planText } from './textStimuli.js';

/** As messages call the file: people know it by another name, which is not part of what it is. */
const FILE = 'The file';
const ARRAYS = /\.npy$|(^|\/)(\.zarray|\.zgroup|zarr\.json)$/;

/**
 * Looks through a file of stimuli without decoding them: what it holds by its bytes, how many, of what size and class.
 * @param file blob: a zip of images, `.npy`, `.npz`, safetensors, a table, or with `options.text` lines of text
 * @throws Refusal that names the file or line in it, and the way out
 */
export async function planStimuli(
  file: string,
  options: ProbeSetOptions,
  limits: ProbeSetLimits,
  { store, report }: { readonly store: Store; readonly report: Report },
): Promise<PlannedStimuli> {
  const bytes = await store.readBlob(file);
  const blobOf = async (digest: string | null): Promise<Uint8Array | null> =>
    digest === null ? null : store.readBlob(digest);
  const planned = await plan(bytes, options, limits, await blobOf(options.text?.vocabulary ?? null), report);
  if (planned.count > limits.stimuli) {
    throw new Refusal(
      `${FILE} holds ${planned.count} stimuli, and a probe set may have ${limits.stimuli}.`,
      'Send fewer, or start the server with a larger UNITGRAPH_MAX_STIMULI.',
    );
  }
  if (planned.shape !== null && planned.bytes > limits.bytes) {
    throw new Refusal(
      `${planned.count} stimuli of ${planned.shape.join(' x ')} take ${Math.ceil(planned.bytes / 2 ** 20)} MB, and a probe set may take ${Math.floor(limits.bytes / 2 ** 20)} MB.`,
      'Send fewer or make them smaller, or start the server with a larger UNITGRAPH_MAX_STIMULI_MB.',
    );
  }
  const labels = await blobOf(options.labels);
  if (labels === null) {
    if (options.classes === null || planned.labels !== null) return planned;
    throw new Refusal('classes are named, and there are no labels.', 'Leave classes out, or give labels.');
  }
  if (planned.labels !== null) {
    throw new Refusal(
      `${FILE} has labels, and others were given beside it.`,
      'Leave `labels` out, or take those in the file away.',
    );
  }
  return { ...planned, labels: await readLabels(labels, planned.count, options.classes) };
}

async function plan(
  bytes: Uint8Array,
  options: ProbeSetOptions,
  limits: ProbeSetLimits,
  vocabulary: Uint8Array | null,
  report: Report,
): Promise<PlannedStimuli> {
  if (bytes.length === 0) throw new Refusal(`${FILE} is empty.`, 'Send a file of stimuli.');
  const source = bytesInMemory(bytes);
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const isZip = head.startsWith('PK');
  // Old pickles are text, and look like some tables: they are refused as what they say that they are.
  if (isZip || bytes[0] === 0x80) refusePickle(bytes.subarray(0, 512), FILE);
  const zip = isZip ? new ZipFile(source, FILE) : null;
  const isArray = head.startsWith('\x93NUMPY') || /^[\s\S]{6}\0\0\{/.test(head);
  if (isArray || (zip !== null && [...zip.entries.keys()].some((name) => ARRAYS.test(name)))) {
    refuseOption(options, 'resize', 'Arrays keep their size: networks resize by their own preprocessing.');
    refuseOption(options, 'text', 'An array is no text.');
    const tools = { mostBytes: limits.bytes * 8, unpack: unpackInMemory };
    return planArray(await openArrayFile(source, FILE, tools), FILE, options);
  }
  if (zip !== null) {
    refuseOption(options, 'text', 'A zip holds images, or arrays.');
    refuseOption(options, 'maximum', 'Images are from 0 to 255.');
    return planImages(zip, options, limits, report);
  }
  if (isImage(bytes)) {
    throw new Refusal(`${FILE} is one image.`, `Send a zip of a folder of images (${IMAGE_FORMATS}).`);
  }
  refuseOption(options, 'resize', 'Only images are resized.');
  if (options.text !== null) {
    refuseOption(options, 'maximum', 'Tokens need none.');
    return planText(bytes, FILE, options.text, vocabulary);
  }
  return planTable(bytes, FILE, options);
}

function refuseOption(options: ProbeSetOptions, name: 'resize' | 'text' | 'maximum', why: string): void {
  if (options[name] !== null) throw new Refusal(`${name} makes no sense for this file.`, `Leave it out. ${why}`);
}

const unpackInMemory: Unpack = async (chunks, size) => {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytesInMemory(bytes);
};
