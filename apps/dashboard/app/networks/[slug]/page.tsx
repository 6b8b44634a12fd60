import type { Metadata } from 'next';
import { NetworkPage } from '../../../src/networks/NetworkPage';
import { named } from '../../../src/address/named';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: named((await params).slug) };
}

export default async function Page({ params }: Props) {
  return <NetworkPage slug={named((await params).slug)} />;
}
