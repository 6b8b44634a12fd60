import type { Sharp } from 'sharp';
import { Refusal } from '../errors.js';

/** Pixels of one image, at most: those of the largest cameras. */
const MOST_PIXELS = 2 ** 27;
const LONGEST_SIDE = 32_768;

/** What the head of an image file says. */
export interface ImageHead {
  readonly height: number;
  readonly width: number;
  readonly isGrey: boolean;
}

/** Formats that are read, told by their first bytes: nothing else ever reaches the decoder. */
const FORMATS: readonly { readonly name: string; readonly head: RegExp }[] = [
  { name: 'PNG', head: /^\x89PNG\r\n/ },
  { name: 'JPEG', head: /^\xff\xd8\xff/ },
  { name: 'WebP', head: /^RIFF[\s\S]{4}WEBP/ },
];

export const IMAGE_FORMATS = FORMATS.map(({ name }) => name).join(', ');

/** Whether the bytes begin as an image that is read here. */
export function isImage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return FORMATS.some((format) => format.head.test(head));
}

/** @throws Refusal that names the file */
export async function headOfImage(bytes: Uint8Array, file: string): Promise<ImageHead> {
  if (!isImage(bytes)) {
    throw new Refusal(
      `${file} is no image that is read here: it begins with ${JSON.stringify(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))}.`,
      `Save it as one of ${IMAGE_FORMATS}, or take it out of the archive.`,
    );
  }
  const { height, width, channels } = await told(file, async () => (await open(bytes)).metadata());
  if (Math.max(height, width) > LONGEST_SIDE || height * width > MOST_PIXELS) {
    throw new Refusal(
      `${file} says that it is ${height} x ${width} pixels.`,
      `Send images of ${LONGEST_SIDE} a side and ${MOST_PIXELS / 2 ** 20} million pixels at most.`,
    );
  }
  return { height, width, isGrey: channels <= 2 };
}

/**
 * Pixels of an image as 8-bit numbers, rows x columns x channels: grey (1 channel) or red, green, blue (3). As Pillow reads
 * them: colour profiles are not applied, it is not turned as its camera says, and transparency is left out.
 * @throws Refusal that names the file, where it is damaged or cut off
 */
export async function decodeImage(
  bytes: Uint8Array,
  file: string,
  { height, width }: ImageHead,
  channels: 1 | 3,
): Promise<Uint8Array> {
  const { data, info } = await told(file, async () =>
    (await open(bytes))
      .removeAlpha()
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  if (info.height !== height || info.width !== width || info.channels !== channels)
    throw new Error(`${file} was decoded to ${info.height} x ${info.width} x ${info.channels}.`);
  return data;
}

async function open(bytes: Uint8Array): Promise<Sharp> {
  // Found only where images are wanted: who has none needs no decoder.
  const { default: sharp } = await import('sharp').catch((error: Error) => {
    throw new Refusal(
      `Images cannot be decoded on this machine: ${error.message.split('\n')[0]}.`,
      'Install again on this machine (npm start), or send the images as an array (.npy).',
    );
  });
  return sharp(bytes, { failOn: 'error', ignoreIcc: true, limitInputPixels: MOST_PIXELS });
}

async function told<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 160);
    throw new Refusal(
      `${file} cannot be decoded: ${why}.`,
      'It is damaged or cut off: send an undamaged copy, or take it out of the archive.',
    );
  }
}
