import { type ChosenFile, nameOf } from './chosenFile';
import { lastingFailure } from './importFailure';

/** The server sees bytes alone, and would take a broken archive for a table. @throws ImportFailure where a .zip or .npz is none */
export async function refuseFalseZip({ path, file }: ChosenFile): Promise<void> {
  if (!/\.(zip|npz)$/i.test(path)) return;
  const head = new TextDecoder('latin1').decode(await file.slice(0, 2).arrayBuffer());
  if (head === 'PK') return;
  throw lastingFailure(
    `${nameOf(path)} is no zip archive, whatever its name says.`,
    'It may have been cut off, or be a page that was saved in its place: get it again, and choose that.',
  );
}
