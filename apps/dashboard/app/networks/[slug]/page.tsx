import type { Metadata } from 'next';
import { named } from '../../../src/address/named';
import { NetworkPage } from '../../../src/networks/NetworkPage';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: named((await params).slug) };
}

export default async function Page({ params }: Props) {
  return <NetworkPage slug={named((await params).slug)} />;
}
