import { Refusal } from '@unitgraph/analysis';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, createUnionType, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ImportState } from '../enums.js';
import { notFound } from '../errors.js';
import { byFirst } from '../limits/cost.js';
import { Refused, RemoveResult } from '../networks/importResults.js';
import { Network } from '../networks/network.js';
import type { Connection } from '../relay/connection.js';
import { parseId } from '../relay/globalId.js';
import { pageOf } from '../relay/page.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import { Import, ImportConnection, ImportShard, ImportShardConnection } from './import.js';
import { NoSuchImport } from './importProblems.js';

export const BeginImportResult = createUnionType({
  name: 'BeginImportResult',
  description: 'The import that was begun, or is there already, or why it cannot be.',
  types: () => [Import, Refused] as const,
});

@Resolver(() => Import)
export class ImportResolver {
  @Query(() => ImportConnection, { complexity: byFirst, description: 'Imports of recorded activations, newest first.' })
  async imports(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Arg('states', () => [ImportState], {
      nullable: true,
      description: 'Only those in one of these states; all by default.',
    })
    states: ImportState[] | null,
    @Ctx() { services }: Context,
  ): Promise<Connection<Import>> {
    const found = (await services.imports.all()).filter(({ state }) => states == null || states.includes(state));
    const page = pageOf(first, after, found.length);
    const shown = found.slice(page.start, page.end).map((record) => new Import(record));
    return new ImportConnection(page, found.length, shown);
  }

  @Mutation(() => BeginImportResult, {
    description:
      'Begins an import of recorded activations, or goes on with it: the same manifest is the same import. Then send each of the shards that are `missing` to `PUT /imports/<digest>/shards/<index>`. `POST /imports` takes larger manifests.',
  })
  async beginImport(
    @Arg('manifest', () => GraphQLJSON, {
      description: 'Content of `manifest.json`: which layers, on which probe set, in which files. See docs/imports.md.',
    })
    manifest: unknown,
    @Ctx() { services }: Context,
  ): Promise<typeof BeginImportResult> {
    try {
      return new Import(await services.imports.begin(manifest));
    } catch (error) {
      if (error instanceof Refusal) return new Refused(error.message, error.remedy);
      throw error;
    }
  }

  @Mutation(() => RemoveResult, {
    description:
      'Takes an import away: one that is under way with the shards that it has, one that is done with its recordings, the layers that have no other, and a network that has no other layers.',
  })
  async removeImport(
    @Arg('id', () => ID, { description: 'Id of the import.' }) id: string,
    @Ctx() { services }: Context,
  ): Promise<RemoveResult> {
    try {
      await services.imports.remove(parseId(id, 'import').import);
    } catch (error) {
      if (error instanceof NoSuchImport) throw notFound(`There is no import ${id}. \`imports\` lists them.`);
      throw error;
    }
    return new RemoveResult(id);
  }

  @FieldResolver(() => Network, {
    nullable: true,
    description: 'The network that its layers belong to; null before any import of it was complete.',
  })
  async network(@Root() { networkSlug }: Import, @Ctx() { loaders }: Context): Promise<Network | null> {
    return (await loaders.network(networkSlug)) ?? null;
  }

  @FieldResolver(() => ProbeSet, {
    nullable: true,
    description: 'The probe set that was shown; null before it is known here.',
  })
  async probeSet(@Root() { probeSetDigest }: Import, @Ctx() { loaders }: Context): Promise<ProbeSet | null> {
    return (await loaders.probeSets()).find(({ digest }) => digest === probeSetDigest) ?? null;
  }

  @FieldResolver(() => ImportShardConnection, { complexity: byFirst, description: 'Its shards by number.' })
  shards(
    @Root() { record }: Import,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
  ): Connection<ImportShard> {
    const page = pageOf(first, after, record.files.length);
    const shown = Array.from(
      { length: page.end - page.start },
      (_, place) => new ImportShard(record, page.start + place),
    );
    return new ImportShardConnection(page, record.files.length, shown);
  }
}
