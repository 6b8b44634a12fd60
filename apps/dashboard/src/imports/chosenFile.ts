/** A file that people chose or dropped, with its path from the folder that it was in. */
export type ChosenFile = { readonly path: string; readonly file: File };

/** What systems leave in folders without being asked. */
const debris = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** Without hidden files, in the order of their paths. */
export function visible(files: readonly ChosenFile[]): ChosenFile[] {
  return files.filter(({ path }) => !debris.test(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What files of an input element are called from the folder that was chosen. */
export function filesOfInput(list: FileList): ChosenFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files that were dropped, those in folders included. Must be called before the event is over. */
export async function filesOfDrop(transfer: DataTransfer): Promise<ChosenFile[]> {
  // Entries are only there during the event; what is in them may be read later.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return filesOfInput(transfer.files);
  const found: ChosenFile[] = [];
  for (const entry of entries) if (entry !== null) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, folder: string, found: ChosenFile[]): Promise<void> {
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // Browsers give a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const each of some) await walk(each, `${path}/`, found);
  }
}
