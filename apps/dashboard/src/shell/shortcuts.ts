/** The shortcuts that work on the present page. Components add theirs while they are mounted; the sheet on `?` lists them. */
export type Shortcut = {
  /** `j`, `ArrowLeft`, `g n` (one after the other), `mod+k` (Ctrl, or Cmd on a Mac). */
  keys: string;
  /** What it does: "Next unit". */
  does: string;
  run: () => void;
};

const present = new Map<string, Shortcut>();
const sequencePause = 900;
let prefix: { key: string; at: number } | undefined;

export function addShortcut(shortcut: Shortcut): () => void {
  present.set(shortcut.keys, shortcut);
  return () => {
    if (present.get(shortcut.keys) === shortcut) present.delete(shortcut.keys);
  };
}

export function presentShortcuts(): Shortcut[] {
  return [...present.values()];
}

/** Keys belong to what has the focus first: text fields, menus, and grids that move their own cursor. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target?.closest) return false;
  if (target.isContentEditable || target.closest('input, textarea, select')) return true;
  return (
    target.closest(
      '[role="dialog"], [role="menu"], [role="listbox"], [role="tablist"], [role="grid"], [role="slider"]',
    ) !== null
  );
}

export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey && !event.shiftKey) {
    run(`mod+${event.key.toLowerCase()}`, event);
    return;
  }
  if (mod || event.altKey || isTaken(event)) return;
  const before = prefix && event.timeStamp - prefix.at < sequencePause ? `${prefix.key} ` : '';
  prefix = undefined;
  if (run(before + event.key, event) || (before && run(event.key, event))) return;
  if ([...present.keys()].some((keys) => keys.startsWith(`${event.key} `)))
    prefix = { key: event.key, at: event.timeStamp };
}

function run(keys: string, event: KeyboardEvent): boolean {
  const shortcut = present.get(keys);
  if (!shortcut) return false;
  event.preventDefault();
  shortcut.run();
  return true;
}
