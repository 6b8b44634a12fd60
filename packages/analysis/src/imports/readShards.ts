import { refusePickleName } from '../arrays/refusePickles.js';
import type { Fields } from './fields.js';
import { IMPORT_LIMITS, LIKE_SHA256, SHA256 } from './importLimits.js';
import type { ManifestFile, ManifestPart } from './manifest.js';

/** What a manifest says of one shard. */
export type Shard = Omit<ManifestFile, 'parts'> & { readonly part: ManifestPart };

/** The shards of one recording, which follow one another without gaps and overlaps from the first stimulus to the last. */
export function readShards(fields: Fields, recording: number, count: number): Shard[] {
  const shards: Shard[] = [];
  let next = 0;
  for (const each of fields.objects('shards', IMPORT_LIMITS.parts)) {
    const file = each.text('file', { most: 500 });
    if (/\p{Cc}/u.test(file)) throw each.wrong('file', 'holds control characters');
    refusePickleName(file);
    const firstStimulus = each.optional('firstStimulus', () => each.whole('firstStimulus', 0, count - 1)) ?? next;
    const stimuli = each.whole('stimuli', 1, count);
    if (firstStimulus !== next)
      throw each.wrong(
        'firstStimulus',
        `is ${firstStimulus} where ${next} was expected: shards follow one another without gaps and overlaps`,
      );
    next += stimuli;
    if (next > count) throw each.wrong('stimuli', `lead to ${next} where the probe set has ${count}`);
    const part = {
      recording,
      tensor: each.optional('tensor', () => each.text('tensor', { most: 500 })) ?? null,
      firstStimulus,
      stimuli,
    };
    const sha256 =
      each.optional('sha256', () => each.text('sha256', { most: 64, matches: SHA256, like: LIKE_SHA256 })) ?? null;
    const bytes = each.optional('bytes', () => each.whole('bytes', 1, 2 ** 53 - 1)) ?? null;
    each.end();
    shards.push({ file, sha256, bytes, part });
  }
  if (next !== count) throw fields.wrong('shards', `end at stimulus ${next} where the probe set has ${count}`);
  return shards;
}

/** A file while the shards that name it are gathered. */
export interface FileToCome {
  sha256: string | null;
  bytes: number | null;
  readonly parts: ManifestPart[];
  /** Layer and array of each part. */
  readonly taken: Set<string>;
}

/** One file may hold several layers, and several shards: what is said of it must agree. */
export function joinFiles(files: Map<string, FileToCome>, { file, sha256, bytes, part }: Shard, fields: Fields): void {
  const known = files.get(file) ?? { sha256, bytes, parts: [], taken: new Set() };
  files.set(file, known);
  if ((sha256 ?? known.sha256) !== (known.sha256 ?? sha256) || (bytes ?? known.bytes) !== (known.bytes ?? bytes))
    throw fields.wrong('shards', `say two things of ${file}: its sha256 and bytes must be the same everywhere`);
  const name = JSON.stringify([part.recording, part.tensor]);
  if (known.taken.has(name)) throw fields.wrong('shards', `name the same array of ${file} twice`);
  known.taken.add(name);
  known.sha256 ??= sha256;
  known.bytes ??= bytes;
  known.parts.push(part);
}
