import { Refusal } from '@unitgraph/analysis/errors';
import type { ImportOptions } from './importOptions.js';
import { type ManifestFile, type ManifestOnDisk, manifestOnDisk } from './manifestOnDisk.js';
import { Pace } from './pace.js';
import { readRecordingsHere } from './readRecordingsHere.js';
import { AnswerRefused, Unreachable } from './serverConnection.js';
import type { Session } from './session.js';
import { upload } from './upload.js';
import { bytesInWords, counted } from './words.js';

/** How an import stands, as the server says it. */
interface Standing {
  readonly digest: string;
  readonly state: 'RECEIVING' | 'DONE';
  readonly network: string;
  readonly layers: readonly string[];
  readonly shardCount: number;
  readonly receivedCount: number;
  readonly missing: readonly number[];
  readonly problem: string | null;
}

/** Brings recorded activations in by their manifest, or goes on with it; or tells what is understood of it. */
export async function importRecordings(
  session: Session,
  path: string,
  options: ImportOptions,
): Promise<{ value: object; lines: string[] }> {
  const manifest = await manifestOnDisk(path);
  if (options.dryRun === true) return readRecordingsHere(session, manifest);
  const { server, terminal } = session;
  session.resume = 'The same command goes on with what is missing.';
  const begun = await server.json<Standing>('imports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(manifest.text) },
    body: manifest.text,
  });
  const missing = begun.missing.map((shard) => ({ shard, file: manifest.files[shard] as ManifestFile }));
  refuseAbsent(manifest, missing);
  if (begun.receivedCount > 0 && missing.length > 0)
    terminal.note(`Goes on: ${begun.receivedCount} of ${counted(begun.shardCount, 'file')} are there.`);
  const refused = await sendAll(session, begun, manifest, missing, options.atOnce);
  terminal.settle();
  const standing = await server.json<Standing>(`imports/${begun.digest}.json`);
  if (refused.length > 0)
    throw new Refusal(
      refused.map(({ message }) => message).join('\n'),
      `${standing.receivedCount} of ${counted(standing.shardCount, 'file')} are there. Mend these, and the same command sends them alone.`,
    );
  if (standing.state !== 'DONE')
    throw new Refusal(standing.problem ?? `The import ${begun.digest} is not complete.`, '');
  const slug = standing.network.replace(/^network:/, '');
  const address = server.urlOf(`networks/${slug}`);
  return {
    value: { ...standing, address },
    lines: [
      `${path} is in: ${counted(standing.layers.length, 'layer')} of ${slug}, ${address}`,
      `  import ${standing.digest}`,
    ],
  };
}

function refuseAbsent({ path }: ManifestOnDisk, missing: readonly { file: ManifestFile }[]): void {
  const absent = missing.filter(({ file }) => file.bytes === null).map(({ file }) => file.path);
  if (absent.length === 0) return;
  const more = absent.length > 3 ? `, and ${absent.length - 3} more` : '';
  throw new Refusal(
    `${path} names files that are not beside it: ${absent.slice(0, 3).join(', ')}${more}.`,
    'Put them there, and the same command goes on. Nothing was sent.',
  );
}

/** Sends files, some at a time; one that is refused does not stop the others. */
async function sendAll(
  session: Session,
  { digest, shardCount, receivedCount }: Standing,
  { files }: ManifestOnDisk,
  missing: readonly { shard: number; file: ManifestFile }[],
  atOnce: number,
): Promise<AnswerRefused[]> {
  const total = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  let done = total - missing.reduce((sum, { file }) => sum + (file.bytes ?? 0), 0);
  let received = receivedCount;
  const pace = new Pace();
  const told = (): void => {
    session.resume = `${received} of ${counted(shardCount, 'file')} are with the server. The same command sends the others.`;
    session.terminal.progress({
      text: `${received} of ${counted(shardCount, 'file')}, ${bytesInWords(done)} of ${bytesInWords(total)}`,
      share: total === 0 ? 1 : done / total,
      secondsLeft: pace.secondsFor(total - done),
    });
  };
  const refused: AnswerRefused[] = [];
  const queue = [...missing];
  let stopped = false;
  const sendInTurn = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !stopped; next = queue.shift()) {
      const { shard, file } = next;
      try {
        await upload(session, {
          method: 'PUT',
          to: `imports/${digest}/shards/${shard}`,
          file: { path: file.path, bytes: file.bytes as number },
          sent: (bytes) => {
            done += bytes;
            pace.move(bytes);
            told();
          },
        });
        received++;
      } catch (error) {
        // No room on the disk, or no server: the others would meet the same.
        const itsOwn = error instanceof AnswerRefused && error.status >= 400 && error.status < 500;
        if (itsOwn) refused.push(error);
        else stopped = true;
        if (!itsOwn) throw error;
      }
      told();
    }
  };
  told();
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, sendInTurn));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed?.reason instanceof Unreachable) throw failed.reason.with(session.resume);
  if (failed !== undefined) throw failed.reason;
  return refused;
}
