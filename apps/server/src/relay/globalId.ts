import type { Reduction } from '@unitgraph/analysis';
import { badInput } from '../errors.js';

/** What a global id names. */
export type Named =
  | { readonly type: 'network'; readonly network: string }
  | { readonly type: 'layer'; readonly network: string; readonly layer: string }
  | { readonly type: 'unit'; readonly network: string; readonly layer: string; readonly unit: number }
  | { readonly type: 'probe-set'; readonly probeSet: string }
  | { readonly type: 'stimulus'; readonly probeSet: string; readonly stimulus: number }
  | {
      readonly type: 'comparison';
      readonly left: LayerName;
      readonly right: LayerName;
      readonly probeSet: string;
      readonly reduction: Reduction;
    }
  | { readonly type: 'computation'; readonly key: string }
  | { readonly type: 'import'; readonly import: string };

export interface LayerName {
  readonly network: string;
  readonly layer: string;
}

type NamedType = Named['type'];

/** How ids look, for messages. Layer names may hold anything; `%` and `~` in them are written as `%25` and `%7E`. */
export const EXAMPLES: { readonly [Type in NamedType]: string } = {
  network: 'network:alexnet-1',
  layer: 'layer:alexnet-1/conv3',
  unit: 'unit:alexnet-1/conv3/17',
  'probe-set': 'probe-set:digits',
  stimulus: 'stimulus:digits/12',
  comparison: 'comparison:alexnet-1/conv3~alexnet-2/conv3~digits~all-positions',
  computation: 'computation:… (64 hexadecimal digits)',
  import: 'import:… (64 hexadecimal digits)',
};

export const SLUG = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

export const idOf = {
  network: (slug: string): string => `network:${slug}`,
  layer: (network: string, layer: string): string => `layer:${network}/${escapeName(layer)}`,
  unit: (network: string, layer: string, unit: number): string => `unit:${network}/${escapeName(layer)}/${unit}`,
  probeSet: (slug: string): string => `probe-set:${slug}`,
  stimulus: (probeSet: string, stimulus: number): string => `stimulus:${probeSet}/${stimulus}`,
  comparison: (left: LayerName, right: LayerName, probeSet: string, reduction: Reduction): string =>
    `comparison:${pathOf(left)}~${pathOf(right)}~${probeSet}~${reductionText(reduction)}`,
  computation: (key: string): string => `computation:${key}`,
  import: (digest: string): string => `import:${digest}`,
};

/** @throws a GraphQL error that says how such an id looks. */
export function parseId<Type extends NamedType>(
  id: string,
  ...wanted: readonly Type[]
): Extract<Named, { type: Type }> {
  const named = read(id);
  if (named !== undefined && (wanted.length === 0 || wanted.some((type) => type === named.type))) {
    return named as Extract<Named, { type: Type }>;
  }
  const examples = (wanted.length === 0 ? (Object.keys(EXAMPLES) as NamedType[]) : wanted).map(
    (type) => EXAMPLES[type],
  );
  const kinds = wanted.length === 0 ? 'an id' : `the id of a ${wanted.join(' or ').replace('-', ' ')}`;
  throw badInput(`${JSON.stringify(id.slice(0, 200))} is not ${kinds}. Such ids look like ${examples.join(', ')}.`);
}

function read(id: string): Named | undefined {
  const colon = id.indexOf(':');
  const [type, rest] = [id.slice(0, colon), id.slice(colon + 1)];
  switch (type) {
    case 'network':
      return SLUG.test(rest) ? { type, network: rest } : undefined;
    case 'probe-set':
      return SLUG.test(rest) ? { type, probeSet: rest } : undefined;
    case 'computation':
      return /^[0-9a-f]{64}$/.test(rest) ? { type, key: rest } : undefined;
    case 'import':
      return /^[0-9a-f]{64}$/.test(rest) ? { type, import: rest } : undefined;
    case 'layer': {
      const layer = readLayer(rest);
      return layer && { type, ...layer };
    }
    case 'unit': {
      const last = rest.lastIndexOf('/');
      const layer = readLayer(rest.slice(0, last));
      const unit = readIndex(rest.slice(last + 1));
      return layer && unit !== undefined ? { type, ...layer, unit } : undefined;
    }
    case 'stimulus': {
      const [probeSet = '', index = '', ...more] = rest.split('/');
      const stimulus = readIndex(index);
      return SLUG.test(probeSet) && stimulus !== undefined && more.length === 0
        ? { type, probeSet, stimulus }
        : undefined;
    }
    case 'comparison': {
      const [left, right, probeSet = '', reductionPart = '', ...more] = rest.split('~');
      const sides = [readLayer(left ?? ''), readLayer(right ?? '')] as const;
      const reduction = readReduction(reductionPart);
      if (!sides[0] || !sides[1] || !reduction || !SLUG.test(probeSet) || more.length > 0) return undefined;
      return { type, left: sides[0], right: sides[1], probeSet, reduction };
    }
    default:
      return undefined;
  }
}

function pathOf({ network, layer }: LayerName): string {
  return `${network}/${escapeName(layer)}`;
}

function readLayer(path: string): LayerName | undefined {
  const slash = path.indexOf('/');
  const [network, layer] = [path.slice(0, slash), path.slice(slash + 1)];
  if (!SLUG.test(network) || layer === '') return undefined;
  return { network, layer: layer.replace(/%7E/gi, '~').replace(/%25/g, '%') };
}

function escapeName(name: string): string {
  return name.includes('%') || name.includes('~') ? name.replace(/%/g, '%25').replace(/~/g, '%7E') : name;
}

function readIndex(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function reductionText(reduction: Reduction): string {
  if (reduction.kind === 'SAMPLED') return `sampled-${reduction.positions}-${reduction.seed}`;
  return reduction.kind.toLowerCase().replace('_', '-');
}

function readReduction(text: string): Reduction | undefined {
  if (text === 'all-positions') return { kind: 'ALL_POSITIONS' };
  if (text === 'mean') return { kind: 'MEAN' };
  if (text === 'max') return { kind: 'MAX' };
  const sampled = /^sampled-(\d{1,6})-(\d{1,10})$/.exec(text);
  return sampled === null ? undefined : { kind: 'SAMPLED', positions: Number(sampled[1]), seed: Number(sampled[2]) };
}
