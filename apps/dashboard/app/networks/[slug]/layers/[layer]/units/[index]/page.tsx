import type { Metadata } from 'next';
import { named } from '../../../../../../../src/address/named';
import { NotHere } from '../../../../../../../src/components/NotHere';
import { UnitPage } from '../../../../../../../src/units/UnitPage';

type Props = { params: Promise<{ slug: string; layer: string; index: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, layer, index } = await params;
  return { title: `Unit ${named(index)} of ${named(layer)} of ${named(slug)}` };
}

export default async function Page({ params }: Props) {
  const { slug, layer, index } = await params;
  if (!/^\d{1,9}$/.test(index)) return <NotHere what={`unit called ${named(index)}`} />;
  return <UnitPage slug={named(slug)} layer={named(layer)} index={Number(index)} />;
}
