import Link from 'next/link';
import { ThemeToggle } from '../theme/ThemeToggle';
import type { Theme } from '../theme/theme';
import { ComputingNow } from './ComputingNow';
import { Mark } from './Mark';
import { Overlays } from './Overlays';
import { PageLinks } from './PageLinks';

export function TopBar({ theme }: { theme: Theme }) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas/85 backdrop-blur-md">
      <div className="mx-auto flex h-14 max-w-[90rem] items-center gap-2 px-4 sm:px-6">
        <Link href="/" className="mr-3 flex items-center gap-2 rounded-small font-semibold tracking-tight">
          <Mark />
          Unitgraph
        </Link>
        <PageLinks place="top" />
        <div className="ml-auto flex items-center gap-1">
          <ComputingNow />
          <Overlays />
          <ThemeToggle initial={theme} />
        </div>
      </div>
    </header>
  );
}
