import { type ChosenLayer, Refusal } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { NetworkRecord } from '../catalog/records.js';
import type { ComputeClient } from '../compute/computeClient.js';
import { SLUG } from '../relay/globalId.js';
import type { FolderStore } from '../storage/folderStore.js';
import { type AskedPreprocessing, choosePreprocessing } from './choosePreprocessing.js';
import { modelBlob } from './modelBlob.js';

/** Characters of what people call a network: more would not fit where it stands. */
const LONGEST_NAME = 80;

/** A network as somebody brings it. */
export interface NewNetwork {
  /** Digest of the model's blob. */
  readonly file: string;
  /** Files beside the model that its weights lie in. */
  readonly externalData?: readonly { readonly path: string; readonly file: string }[] | null;
  readonly slug: string;
  readonly name?: string | null;
  readonly architecture?: string | null;
  readonly layers?: readonly ChosenLayer[] | null;
  readonly preprocessing: AskedPreprocessing;
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
  const { digest, bytes } = await modelBlob(store, file, network.externalData ?? []);
  const described = await compute.describe(digest, network.layers ?? []);
  const preprocessing = choosePreprocessing(network.preprocessing, described.input);
  const record: NetworkRecord = {
    slug,
    name: network.name?.trim() || slug,
    architecture: network.architecture?.trim() || null,
    format: described.format,
    digest,
    bytes,
    parameterCount: described.parameters,
    inputShape: described.input.shape,
    input: described.input,
    preprocessing,
    statedAccuracy: network.statedAccuracy ?? null,
    run: null,
    step: null,
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
