import { layerPath, networkPath, probeSetsPath, unitPath } from '../address/paths';
import { plural } from '../format/numbers';
import type { ResultOf } from '../graphql/graphql';
import { pages } from './pages';
import type { searchDocument } from './searchDocument';

export type PaletteEntry = { key: string; kind: string; label: string; note: string; href: string };

type Found = ResultOf<typeof searchDocument>['search'][number];

export function pageEntries(text: string): PaletteEntry[] {
  const wanted = text.trim().toLowerCase();
  return pages
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ href, label, letter }) => ({
      key: href,
      kind: 'Page',
      label,
      note: `G then ${letter.toUpperCase()}`,
      href,
    }));
}

export function foundEntry(found: Found): PaletteEntry {
  switch (found.__typename) {
    case 'Network':
      return { key: found.id, kind: 'Network', label: found.name, note: found.slug, href: networkPath(found.slug) };
    case 'Layer': {
      const { slug, name } = found.network;
      const note = `${name}, ${plural(found.unitCount, 'unit')}`;
      return { key: found.id, kind: 'Layer', label: found.name, note, href: layerPath({ slug, layer: found.name }) };
    }
    case 'Unit': {
      const { name: layer, network } = found.layer;
      const href = unitPath({ slug: network.slug, layer, index: found.index });
      return { key: found.id, kind: 'Unit', label: `${layer} · unit ${found.index}`, note: network.name, href };
    }
    case 'ProbeSet':
      return {
        key: found.id,
        kind: 'Probe set',
        label: found.name,
        note: plural(found.count, 'stimulus', 'stimuli'),
        href: probeSetsPath(found.slug),
      };
  }
}
