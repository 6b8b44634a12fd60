import type { Metadata } from 'next';
import { UniversalityPage } from '../../src/universality/UniversalityPage';

export const metadata: Metadata = { title: 'Universality' };

export default function Page() {
  return <UniversalityPage />;
}
