import type { Metadata } from 'next';
import { ConvergencePage } from '../../src/convergence/ConvergencePage';

export const metadata: Metadata = { title: 'Convergence' };

export default function Page() {
  return <ConvergencePage />;
}
