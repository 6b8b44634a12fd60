import type { ZipEntry, ZipFile } from '../arrays/zipFile.js';
import { Refusal } from '../errors.js';
import { npyRoom } from '../formats/npy.js';
import { imageGeometry } from '../recordings/imageGeometry.js';
import type { Resize } from '../recordings/preprocessing.js';
import { resample } from '../recordings/resample.js';
import { decodeImage, headOfImage, type ImageHead } from './decodeImage.js';
import { labelsOfImages, relativePaths } from './imageLabels.js';
import type {
  ImageSizes,
  MadeStimuli,
  PlannedStimuli,
  ProbeSetLimits,
  ProbeSetOptions,
  Report,
} from './probeSetOptions.js';

/** Bytes of one image file, at most. */
const LARGEST_FILE = 256 * 2 ** 20;
/** Images that are decoded at once. */
const AT_ONCE = 4;
/** What systems leave in archives without being asked. */
const DEBRIS = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;
const LABELS = /(^|\/)labels\.csv$/i;

/** One image of an archive. */
interface Image extends ImageHead {
  readonly entry: ZipEntry;
  readonly title: string;
}

/**
 * Images of a zip archive in the order of their paths, or of `labels.csv` where there is one. Labels are the names of the
 * folders that they lie in, or what `labels.csv` says.
 * @throws Refusal that names the file
 */
export async function planImages(
  zip: ZipFile,
  { resize, classes }: ProbeSetOptions,
  limits: ProbeSetLimits,
  report: Report,
): Promise<PlannedStimuli> {
  const files = [...zip.entries.values()].filter(({ name }) => !name.endsWith('/') && !DEBRIS.test(name));
  const tables = files.filter(({ name }) => LABELS.test(name));
  const pictures = files.filter((file) => !tables.includes(file));
  if (pictures.length === 0) throw new Refusal(`${zip.file} holds no images.`, 'Send a zip of a folder of images.');
  if (tables.length > 1) {
    throw new Refusal(
      `${zip.file} holds ${tables.length} files labels.csv: ${tables
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')}.`,
      'Leave one, at the top.',
    );
  }
  if (pictures.length > limits.stimuli) {
    throw new Refusal(
      `${zip.file} holds ${pictures.length} images, and a probe set may have ${limits.stimuli}.`,
      'Send fewer, or start the server with a larger UNITGRAPH_MAX_STIMULI.',
    );
  }
  for (const { name, size } of [...pictures, ...tables]) {
    if (size > LARGEST_FILE) {
      throw new Refusal(
        `${name} in the zip unpacks to ${Math.ceil(size / 2 ** 20)} MB, and ${LARGEST_FILE / 2 ** 20} MB are the most of one file.`,
        'Take it out of the archive, or save it smaller.',
      );
    }
  }
  const paths = relativePaths(pictures.map(({ name }) => name));
  const table = tables[0] === undefined ? null : { bytes: await zip.read(tables[0]), file: tables[0].name };
  const { order, labels, note } = labelsOfImages(paths, table, classes);
  const images: Image[] = [];
  for (const [index, place] of order.entries()) {
    const entry = pictures[place] as ZipEntry;
    const title = `${entry.name} in the zip`;
    images.push({ entry, title, ...(await headOfImage(await zip.read(entry), title)) });
    if (index % 16 === 15) await report((index + 1) / order.length, 'looking through the images');
  }
  const channels = images.every(({ isGrey }) => isGrey) ? 1 : 3;
  const sizes = sizesOf(images);
  const kept = keptSize(images, sizes, resize);
  const largest = kept ?? sizes.largest;
  return {
    source: 'IMAGES',
    count: images.length,
    shape: kept && [channels, ...kept],
    bytes: images.length * channels * largest[0] * largest[1],
    sizes,
    labels,
    names: order.map((place) => paths[place] as string),
    notes: [note, sizeNote(sizes, kept, resize), channels === 1 ? 'Grey' : 'Red, green, blue'],
    make: (made) => decodeAll(zip, images, { kept, channels, resize }, made),
  };
}

function sizesOf(images: readonly ImageHead[]): ImageSizes {
  const bySize = new Map(images.map(({ height, width }) => [`${height} x ${width}`, [height, width] as const]));
  const sorted = [...bySize.values()].sort((a, b) => a[0] * a[1] - b[0] * b[1]);
  const [smallest, largest] = [sorted[0], sorted.at(-1)] as [readonly [number, number], readonly [number, number]];
  return { count: sorted.length, smallest, largest };
}

/** Height and width that all get; null where they differ and nobody said. */
function keptSize(
  images: readonly Image[],
  { count, smallest }: ImageSizes,
  resize: Resize | null,
): readonly [number, number] | null {
  if (resize === null) return count === 1 ? smallest : null;
  const crop = cropOf(resize);
  // With a shorter side, its square fits into every image; with height and width, that is what they become.
  for (const { height, width, title } of images) {
    const longest =
      resize.shorterSide === undefined ? 0 : (resize.shorterSide * Math.max(height, width)) / Math.min(height, width);
    if (longest > 65_536)
      throw new Refusal(`${title} is ${height} x ${width}, far too long for a square.`, 'Take it out of the archive.');
  }
  return crop;
}

/** The centre that is kept after resizing. */
function cropOf({ shorterSide, height, width }: Resize): readonly [number, number] {
  return shorterSide === undefined ? [height as number, width as number] : [shorterSide, shorterSide];
}

function sizeNote(
  { count, smallest, largest }: ImageSizes,
  kept: readonly [number, number] | null,
  resize: Resize | null,
): string {
  const found =
    count === 1
      ? `All are ${smallest.join(' x ')}`
      : `${count} sizes, ${smallest.join(' x ')} to ${largest.join(' x ')}`;
  if (kept === null || resize === null) return found;
  const how = resize.shorterSide === undefined ? 'whatever the proportions' : 'the centre square of each';
  return `${found}, made ${kept.join(' x ')} (${resize.interpolation.toLowerCase()}, ${how})`;
}

async function decodeAll(
  zip: ZipFile,
  images: readonly Image[],
  { kept, channels, resize }: { kept: readonly [number, number] | null; channels: 1 | 3; resize: Resize | null },
  report: Report,
): Promise<MadeStimuli> {
  if (kept === null) {
    const { largest, smallest } = sizesOf(images);
    const named = ([height, width]: readonly [number, number]): string =>
      images.find((image) => image.height === height && image.width === width)?.title ?? '';
    throw new Refusal(
      `Images have several sizes: ${named(smallest)} is ${smallest.join(' x ')}, ${named(largest)} ${largest.join(' x ')}.`,
      'Say what size to make them: resize, with shorterSide, or with height and width.',
    );
  }
  const [height, width] = kept;
  const size = height * width * channels;
  const shape = channels === 1 ? [images.length, height, width] : [images.length, height, width, channels];
  const { file, data } = npyRoom('|u1', shape);
  for (let first = 0; first < images.length; first += AT_ONCE) {
    await Promise.all(
      images.slice(first, first + AT_ONCE).map(async (image, index) => {
        const pixels = await decodeImage(await zip.read(image.entry), image.title, image, channels);
        data.set(resize === null ? pixels : resized(pixels, image, channels, resize), (first + index) * size);
      }),
    );
    await report(Math.min(1, (first + AT_ONCE) / images.length), 'decoding images');
  }
  return { type: '|u1', shape, data, file, maximum: 255 };
}

/** Rows x columns x channels at the size that is said, each channel by itself, as Pillow does it. */
function resized(pixels: Uint8Array, { height, width }: ImageHead, channels: number, resize: Resize): Uint8Array {
  const geometry = imageGeometry([height, width], { scale: 1, mean: [], deviation: [], resize, crop: cropOf(resize) });
  if (geometry === null) throw new Error(`${height} x ${width} has no place for the cut.`);
  const [rows, columns] = geometry;
  const made = new Uint8Array(rows.kept * columns.kept * channels);
  const plane = new Float32Array(height * width);
  for (let channel = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = pixels[pixel * channels + channel] as number;
    const whole = resample(plane, [height, width], [rows.resized, columns.resized], resize.interpolation, true);
    for (let row = 0; row < rows.kept; row++) {
      const start = (row + rows.first) * columns.resized + columns.first;
      for (let column = 0; column < columns.kept; column++)
        made[(row * columns.kept + column) * channels + channel] = whole[start + column] as number;
    }
  }
  return made;
}
