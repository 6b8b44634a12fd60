import type { Metadata } from 'next';
import { QueryPage } from '../../src/query/QueryPage';

export const metadata: Metadata = { title: 'Query' };

export default function Page() {
  return <QueryPage />;
}
