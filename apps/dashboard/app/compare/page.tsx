import type { Metadata } from 'next';
import { titleOfLayers } from '../../src/address/titles';
import { ComparePage } from '../../src/compare/ComparePage';

type Props = { searchParams: Promise<{ left?: string | string[]; right?: string | string[] }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { left, right } = await searchParams;
  return { title: titleOfLayers(left, right) };
}

export default function Page() {
  return <ComparePage />;
}
