import { createHash } from 'node:crypto';

/** Key of the value that says what became of a shard. */
export function shardKey(id: string, shard: number): string {
  return createHash('sha256').update(`shard ${shard} of import ${id}`).digest('hex');
}
