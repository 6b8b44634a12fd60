import { PageLinks } from './PageLinks';

export function BottomBar() {
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-canvas/92 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden">
      <PageLinks place="bottom" />
    </div>
  );
}
