import type { Metadata } from 'next';
import { named } from '../../../../../src/address/named';
import { LayerPage } from '../../../../../src/layers/LayerPage';

type Props = { params: Promise<{ slug: string; layer: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, layer } = await params;
  return { title: `${named(layer)} of ${named(slug)}` };
}

export default async function Page({ params }: Props) {
  const { slug, layer } = await params;
  return <LayerPage slug={named(slug)} layer={named(layer)} />;
}
