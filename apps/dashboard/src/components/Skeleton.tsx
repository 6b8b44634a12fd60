import { joined } from './joined';

/** The place of something that is loading. Give it the size of what comes, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={joined('skeleton block', className ?? 'h-4 w-24')} />;
}
