import type { Metadata } from 'next';
import { ProbeSetsPage } from '../../src/probeSets/ProbeSetsPage';

export const metadata: Metadata = { title: 'Probe sets' };

export default function Page() {
  return <ProbeSetsPage />;
}
