import type { Metadata } from 'next';
import { titleOfUnits } from '../../src/address/titles';
import { PairPage } from '../../src/pair/PairPage';

type Props = { searchParams: Promise<{ left?: string | string[]; right?: string | string[] }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { left, right } = await searchParams;
  return { title: titleOfUnits(left, right) };
}

export default function Page() {
  return <PairPage />;
}
