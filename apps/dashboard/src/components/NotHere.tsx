import Link from 'next/link';
import { buttonClass } from './Button';

/** The address is fine, but the API knows nothing by that name. */
export function NotHere({ what }: { what: string }) {
  return (
    <div className="surface mx-auto mt-8 flex max-w-lg flex-col items-center gap-3 px-6 py-12 text-center">
      <h1 className="text-base break-words">There is no {what}</h1>
      <p className="text-soft">It may have been removed, or the address was mistyped.</p>
      <Link href="/" className={buttonClass('primary')}>
        All networks
      </Link>
    </div>
  );
}
