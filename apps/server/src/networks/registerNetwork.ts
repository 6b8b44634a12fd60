import { type Preprocessing, Refusal } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { NetworkRecord } from '../catalog/records.js';
import type { ComputeClient } from '../compute/computeClient.js';
import { SLUG } from '../relay/globalId.js';
import type { FolderStore } from '../storage/folderStore.js';

/** A network as somebody brings it. */
/** Characters of what people call a network: more would not fit where it stands. */
const LONGEST_NAME = 80;

export interface NewNetwork {
  /** Digest of the model's blob. */
  readonly file: string;
  readonly slug: string;
  readonly name?: string | null;
  readonly architecture?: string | null;
  /** Mean and deviation are 0 and 1 in every channel when not given. */
  readonly preprocessing: {
    readonly scale: number;
    readonly mean?: readonly number[] | null;
    readonly deviation?: readonly number[] | null;
  };
  readonly statedAccuracy?: number | null;
}

/** What it takes to bring a network in. */
export interface Registry {
  readonly store: FolderStore;
  readonly catalog: Catalog;
  readonly compute: ComputeClient;
}

/**
 * Looks into the model and writes it to the catalog; computes nothing but one zero input, in the compute process.
 * @throws Refusal that says what is wrong, and the way out
 */
export async function registerNetwork(
  { store, catalog, compute }: Registry,
  network: NewNetwork,
): Promise<NetworkRecord> {
  const { file, slug } = network;
  if (!SLUG.test(slug)) {
    throw new Refusal(
      `${JSON.stringify(slug.slice(0, 80))} cannot be a slug.`,
      'Use up to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit.',
    );
  }
  if ((await catalog.networks.bySlug([slug])).length > 0) throw slugTaken(slug);
  for (const [what, text] of [
    ['name', network.name],
    ['architecture', network.architecture],
  ] as const) {
    if ((text?.trim().length ?? 0) <= LONGEST_NAME) continue;
    throw new Refusal(`The ${what} has ${text?.trim().length} characters.`, `Give one of ${LONGEST_NAME} at most.`);
  }
  const bytes = await store.sizeOfBlob(file);
  if (bytes === undefined) {
    throw new Refusal(
      `There is no uploaded file ${file.slice(0, 80)}.`,
      'POST the model to /blobs first, and pass the digest that it answers.',
    );
  }
  const described = await compute.describe(file);
  const [channels = 1] = described.input.shape;
  const { scale, mean, deviation } = network.preprocessing;
  const preprocessing: Preprocessing = {
    scale,
    mean: mean ?? new Array<number>(channels).fill(0),
    deviation: deviation ?? new Array<number>(channels).fill(1),
  };
  checkPreprocessing(preprocessing, channels);
  const record: NetworkRecord = {
    slug,
    name: network.name?.trim() || slug,
    architecture: network.architecture?.trim() || null,
    format: 'ONNX',
    digest: file,
    bytes,
    parameterCount: described.parameters,
    inputShape: described.input.shape,
    preprocessing,
    statedAccuracy: network.statedAccuracy ?? null,
    importedAt: new Date().toISOString(),
    layers: described.layers,
    recordings: [],
  };
  if (!(await catalog.networks.add(record))) throw slugTaken(slug);
  return record;
}

function slugTaken(slug: string): Refusal {
  return new Refusal(`There is a network ${slug} already.`, 'Choose another slug, or remove that one first.');
}

function checkPreprocessing({ scale, mean, deviation }: Preprocessing, channels: number): void {
  const lists = Object.entries({ mean, deviation });
  const wrong = lists.find(([, list]) => list.length !== channels);
  if (wrong !== undefined) {
    throw new Refusal(
      `${wrong[0]} has ${wrong[1].length} numbers, and the network takes ${channels} channels.`,
      'Give one number a channel.',
    );
  }
  if (![scale, ...mean, ...deviation].every(Number.isFinite) || scale === 0 || deviation.includes(0)) {
    throw new Refusal(
      'scale, mean and deviation must be numbers, scale and deviation other than 0.',
      'The input is (raw value x scale - mean) / deviation.',
    );
  }
}
