import { formatBytes, formatCompact, formatSeconds, plural } from '../format/numbers';
import type { Price } from './priceDocument';

/** What a query costs, in one sentence. */
export function priceInWords({ cached, complete, computations, flops, bytes, seconds }: Price): string {
  if (cached) return 'nothing to compute: all of it is there.';
  const parts = [
    computations === null ? null : plural(computations, 'computation'),
    `about ${formatSeconds(seconds)}`.replace('about under', 'under'),
    flops > 0 ? `${formatCompact(flops)} operations` : null,
    `${formatBytes(bytes)} read and written`,
  ].filter((part) => part !== null);
  // What is inside of values that are not there is not known before they are.
  return `${complete ? '' : 'at least '}${parts.join(', ')}.`;
}
