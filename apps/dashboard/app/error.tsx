'use client';

import { ErrorNote } from '../src/components/ErrorNote';

/** The last resort: a page that broke while rendering. Failed fields never come this far. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorNote title="This page broke" message={error.message} onRetry={reset} />;
}
