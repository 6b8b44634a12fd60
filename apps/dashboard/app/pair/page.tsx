import type { Metadata } from 'next';
import { PairPage } from '../../src/pair/PairPage';

export const metadata: Metadata = { title: 'Matched pair' };

export default function Page() {
  return <PairPage />;
}
