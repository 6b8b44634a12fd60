import { type ChosenLayer, Refusal } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { NetworkRecord } from '../catalog/records.js';
import type { ComputeClient } from '../compute/computeClient.js';
import type { FolderStore } from '../storage/folderStore.js';
import { type AskedPreprocessing, choosePreprocessing } from './choosePreprocessing.js';
import { modelBlob } from './modelBlob.js';
import { checkName, checkSlug } from './names.js';

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
export async function registerNetwork(registry: Registry, network: NewNetwork): Promise<NetworkRecord> {
  const { slug } = network;
  checkSlug(slug);
  if ((await registry.catalog.networks.bySlug([slug])).length > 0) throw slugTaken(slug);
  checkName('name', network.name);
  checkName('architecture', network.architecture);
  const record = await describeNetwork(registry, network);
  if (!(await registry.catalog.networks.add(record))) throw slugTaken(slug);
  return record;
}

/**
 * The network as it would stand in the catalog, where it is not written.
 * @throws Refusal where it is no network that can be run, or its preprocessing does not fit it
 */
export async function describeNetwork({ store, compute }: Registry, network: NewNetwork): Promise<NetworkRecord> {
  const { digest, bytes } = await modelBlob(store, network.file, network.externalData ?? []);
  const described = await compute.describe(digest, network.layers ?? []);
  return {
    slug: network.slug,
    name: network.name?.trim() || network.slug,
    architecture: network.architecture?.trim() || null,
    format: described.format,
    digest,
    bytes,
    parameterCount: described.parameters,
    inputShape: described.input.shape,
    input: described.input,
    preprocessing: choosePreprocessing(network.preprocessing, described.input),
    statedAccuracy: network.statedAccuracy ?? null,
    run: null,
    step: null,
    importedAt: new Date().toISOString(),
    layers: described.layers,
    recordings: [],
  };
}

function slugTaken(slug: string): Refusal {
  return new Refusal(`There is a network ${slug} already.`, 'Choose another slug, or remove that one first.');
}
