import { Skeleton } from './Skeleton';

/** A page whose first answer is on its way. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-6">
      <div>
        <Skeleton className="mb-3 h-3.5 w-32" />
        <Skeleton className="mb-2 h-6 w-56" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
