import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import type { ImportRecord } from '../catalog/records.js';
import { ImportShardState, ImportState } from '../enums.js';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';

@ObjectType({ description: 'One file of an import.', simpleResolvers: true })
export class ImportShard {
  @Field(() => Int, { description: 'Its number, as it stands in the address to which it is sent; from 0.' })
  readonly index: number;
  @Field(() => String, { description: 'The file, as the manifest names it.' })
  readonly file: string;
  @Field(() => ImportShardState, { description: 'How it stands.' })
  readonly state: ImportShardState;
  @Field(() => Float, { nullable: true, description: 'Bytes that were sent; null before that.' })
  readonly bytes: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of what was sent, hexadecimal; null before that.',
  })
  readonly sha256: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Why it was refused, and the way out: names the array, and where it is about values the unit and stimulus; null when nothing is wrong.',
  })
  readonly problem: string | null;

  constructor({ files, shards }: ImportRecord, index: number) {
    const sent = shards.get(index);
    this.index = index;
    this.file = files[index] ?? '';
    this.state = sent === undefined ? 'MISSING' : sent.problem === null ? 'RECEIVED' : 'REFUSED';
    this.bytes = sent?.bytes ?? null;
    this.sha256 = sent?.sha256 ?? null;
    this.problem = sent?.problem ?? null;
  }
}

export const ImportShardConnection = connectionType('ImportShard', () => ImportShard, 'shards');

@ObjectType({
  implements: Node,
  description:
    'Recorded activations on their way in, or in: begun with a manifest, then sent shard by shard to `PUT /imports/<digest>/shards/<index>`. Its layers become visible together, when the last shard is there.',
  simpleResolvers: true,
})
export class Import extends Node {
  @Field(() => String, {
    description: 'SHA-256 of what the manifest says, hexadecimal: the same manifest is the same import.',
  })
  readonly digest: string;
  @Field(() => ImportState, { description: 'How it stands.' })
  readonly state: ImportState;
  @Field(() => String, { description: 'Slug of the network that the layers belong to; it may not be there yet.' })
  readonly networkSlug: string;
  @Field(() => String, { description: 'Digest of the probe set that was shown; it may not be there yet.' })
  readonly probeSetDigest: string;
  @Field(() => [String], { description: 'Names of the layers that it brings.' })
  readonly layerNames: readonly string[];
  @Field(() => Int, { description: 'Number of its shards.' })
  readonly shardCount: number;
  @Field(() => Int, { description: 'Shards that are there.' })
  readonly receivedCount: number;
  @Field(() => Float, { description: 'Bytes of the shards that are there, as they were sent.' })
  readonly receivedBytes: number;
  @Field(() => [Int], { description: 'Numbers of the shards that are to be sent, the first 500 of them.' })
  readonly missing: readonly number[];
  @Field(() => String, {
    nullable: true,
    description: 'Why it is not complete although all shards are there, and the way out; null when nothing is wrong.',
  })
  readonly problem: string | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was begun.' })
  readonly begunAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was complete; null before that.' })
  readonly endedAt: Date | null;

  constructor(readonly record: ImportRecord) {
    super(idOf.import(record.id));
    const received = [...record.shards.values()].filter(({ problem }) => problem === null);
    this.digest = record.id;
    this.state = record.state;
    this.networkSlug = record.network;
    this.probeSetDigest = record.probeSet;
    this.layerNames = record.layers;
    this.shardCount = record.files.length;
    this.receivedCount = received.length;
    this.receivedBytes = received.reduce((sum, { bytes }) => sum + bytes, 0);
    this.missing = missingOf(record).slice(0, 500);
    this.problem = record.problem;
    this.begunAt = new Date(record.begunAt);
    this.endedAt = record.endedAt === null ? null : new Date(record.endedAt);
  }
}

/** Shards that are to be sent: those that never were, and those that were refused. */
export function missingOf({ files, shards }: ImportRecord): number[] {
  return [...files.keys()].filter((shard) => shards.get(shard)?.problem !== null);
}

export const ImportConnection = connectionType('Import', () => Import, 'imports');
