import { Skeleton } from '../components/Skeleton';

export function NetworkCardSkeleton() {
  return (
    <div className="surface flex flex-col gap-4 p-4" aria-hidden="true">
      <div>
        <Skeleton className="my-1 h-4 w-36" />
        <Skeleton className="my-1 h-3 w-20" />
      </div>
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
