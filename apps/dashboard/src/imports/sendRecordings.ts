import { ImportFailure, lastingFailure, mayPassAfter } from './importFailure';
import type { ManifestSummary } from './manifestSummary';
import { send } from './upload';
import type { TaskTools } from './useTask';

/** How an import of recorded activations stands, as the server's routes say it. */
type Standing = {
  readonly digest: string;
  readonly state: 'RECEIVING' | 'DONE';
  readonly missing: readonly number[];
  readonly shardCount: number;
  readonly problem: string | null;
};

/**
 * Sends recorded activations: what the server has already is left out, so that doing it again goes on where it stopped.
 * @throws ImportFailure that names the file
 */
export async function sendRecordings(
  { document, files }: ManifestSummary,
  { signal, report }: TaskTools,
): Promise<{ shards: number; sent: number }> {
  report(null, 'Sending the manifest');
  const body = new Blob([JSON.stringify(document)]);
  const begun = await begin(body, signal);
  const { digest, missing } = begun;
  let standing = begun;
  const sizes = missing.map((shard) => files[shard]?.chosen?.file.size ?? 0);
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let before = 0;
  for (const [place, shard] of missing.entries()) {
    const { name, chosen } = files[shard] ?? { name: `Shard ${shard}`, chosen: null };
    if (chosen === null) {
      throw lastingFailure(
        `${name} is named by the manifest, and was not among the files that were chosen.`,
        'Choose the folder with all files. What was received is kept.',
      );
    }
    const kept = begun.shardCount - missing.length + place;
    standing = await send<Standing>({
      method: 'PUT',
      url: `/imports/${digest}/shards/${shard}`,
      body: chosen.file,
      signal,
      onProgress: (bytes) =>
        report(Math.min(1, (before + bytes) / total), `${name}, file ${kept + 1} of ${begun.shardCount}`),
    });
    before += sizes[place] ?? 0;
  }
  if (standing.state !== 'DONE')
    throw new ImportFailure(standing.problem ?? 'Files are missing still.', 'Try again: what was received is kept.');
  return { shards: standing.shardCount, sent: missing.length };
}

async function begin(body: Blob, signal: AbortSignal): Promise<Standing> {
  const answer = await fetch('/imports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal,
  }).catch((error: Error) => {
    throw new ImportFailure(`The server does not answer (${error.message}).`, 'See whether it runs, and try again.');
  });
  const said = (await answer.json()) as Standing & { errors?: { message: string }[] };
  if (said.errors) {
    const message = said.errors.map((each) => each.message).join(' ');
    throw new ImportFailure(message, null, null, mayPassAfter(answer.status));
  }
  return said;
}
