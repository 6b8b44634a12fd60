import { Refusal } from '@unitgraph/analysis/errors';
import { nearNames } from './nearNames.js';
import type { ServerConnection } from './serverConnection.js';

export interface NamedNetwork {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly format: 'ONNX' | 'TFJS' | 'RECORDED';
}

export interface NamedProbeSet {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface NamedLayer {
  readonly id: string;
  readonly name: string;
  readonly unitCount: number;
}

const NETWORKS = `query ($after: String) { networks(first: 500, after: $after) {
  nodes { id slug name format } pageInfo { hasNextPage endCursor } } }`;
const PROBE_SETS = `query ($after: String) { probeSets(first: 500, after: $after) {
  nodes { id slug name } pageInfo { hasNextPage endCursor } } }`;
const LAYERS = `query ($slug: String!, $after: String) { network(slug: $slug) { layers(first: 500, after: $after) {
  nodes { id name unitCount } pageInfo { hasNextPage endCursor } } } }`;

interface Page<Entry> {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All entries of a connection, page by page. */
export async function allPages<Entry>(page: (after: string | null) => Promise<Page<Entry>>): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo }: Page<Entry> = await page(after);
    found.push(...nodes);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

export function allNetworks(server: ServerConnection): Promise<NamedNetwork[]> {
  return allPages(async (after) => (await server.ask<{ networks: Page<NamedNetwork> }>(NETWORKS, { after })).networks);
}

export function layersOf(server: ServerConnection, { slug }: NamedNetwork): Promise<NamedLayer[]> {
  return allPages(async (after) => {
    const { network } = await server.ask<{ network: { layers: Page<NamedLayer> } | null }>(LAYERS, { slug, after });
    if (network === null) throw new Refusal(`The network ${slug} was removed just now.`, '');
    return network.layers;
  });
}

/** The network that somebody means by its slug, id or name. @throws Refusal that suggests near ones */
export async function networkNamed(server: ServerConnection, text: string): Promise<NamedNetwork> {
  const networks = await allNetworks(server);
  const found = findNetwork(networks, text);
  if (found !== undefined) return found;
  const slugs = networks.map(({ slug }) => slug);
  throw new Refusal(
    `There is no network ${shortened(text)}.`,
    networks.length === 0
      ? 'There are no networks yet: `unitgraph import FILE` brings one in.'
      : nearNames(text.replace(/^network:/, ''), slugs, 'networks'),
  );
}

export function findNetwork(networks: readonly NamedNetwork[], text: string): NamedNetwork | undefined {
  return findNamed(networks, text);
}

/** What somebody means by an id or slug; else by a slug or name, whatever the case of its letters. */
function findNamed<Named extends NamedProbeSet>(all: readonly Named[], text: string): Named | undefined {
  const lower = text.toLowerCase();
  return (
    all.find(({ id, slug }) => id === text || slug === text) ??
    all.find(({ slug, name }) => slug.toLowerCase() === lower || name.toLowerCase() === lower)
  );
}

/** The layer of a network by its name. @throws Refusal that suggests near ones */
export function layerNamed(layers: readonly NamedLayer[], network: NamedNetwork, name: string): NamedLayer {
  const found =
    layers.find((layer) => layer.name === name || layer.id === name) ??
    layers.find((layer) => layer.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(
    `${network.slug} has no layer ${shortened(name)}.`,
    nearNames(
      name,
      layers.map((layer) => layer.name),
      `layers in ${network.slug}`,
    ),
  );
}

/** A layer as people write it, `alexnet-1/conv3`, or by its id. @throws Refusal that suggests near ones */
export async function layerAt(server: ServerConnection, text: string): Promise<NamedLayer & { network: NamedNetwork }> {
  const path = text.replace(/^layer:/, '');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1)
    throw new Refusal(`${shortened(text)} names no layer.`, 'Write NETWORK/LAYER, for example alexnet-1/conv3.');
  const network = await networkNamed(server, path.slice(0, slash));
  const layers = await layersOf(server, network);
  const byId = layers.find(({ id }) => id === `layer:${path}`);
  return { ...(byId ?? layerNamed(layers, network, path.slice(slash + 1))), network };
}

export function allProbeSets(server: ServerConnection): Promise<NamedProbeSet[]> {
  return allPages(
    async (after) => (await server.ask<{ probeSets: Page<NamedProbeSet> }>(PROBE_SETS, { after })).probeSets,
  );
}

export function findProbeSet(probeSets: readonly NamedProbeSet[], text: string): NamedProbeSet | undefined {
  return findNamed(probeSets, text);
}

/** The id of a probe set by its slug, id or name. @throws Refusal that suggests near ones */
export async function probeSetNamed(server: ServerConnection, text: string | undefined): Promise<string | null> {
  if (text === undefined) return null;
  const probeSets = await allProbeSets(server);
  const found = findProbeSet(probeSets, text);
  if (found !== undefined) return found.id;
  const slugs = probeSets.map(({ slug }) => slug);
  throw new Refusal(
    `There is no probe set ${shortened(text)}.`,
    nearNames(text.replace(/^probe-set:/, ''), slugs, 'probe sets'),
  );
}

/** A layer as people write it. */
export function pathOf({ id }: NamedLayer): string {
  return id.replace(/^layer:/, '');
}

export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
