import type {
  KyselyPlugin,
  OperationNode,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryId,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';

/** Written all the time while values are computed, and nothing that is read from the catalog's other tables. */
const APART: readonly string[] = ['computations', 'settings'];

/**
 * Counts what is written to networks, layers, recordings, probe sets and imports. Only the process that owns the data folder
 * writes there, so what was read is true as long as the count stands still. A write counts before it runs and again when it has:
 * what was read between the two may be from before it. Who reads after that waits for its transaction to end, since the
 * connection goes from one to the next.
 */
export class ChangeCounter implements KyselyPlugin {
  count = 0;
  readonly #writes = new WeakSet<QueryId>();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    if (node.kind !== 'SelectQueryNode' && !APART.includes(tableOf(node))) {
      this.#writes.add(queryId);
      this.count += 1;
    }
    return node;
  }

  async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (this.#writes.has(queryId)) this.count += 1;
    return result;
  }
}

/** The table that a statement writes to; '' where it is not of that kind. */
function tableOf(node: RootOperationNode): string {
  if (node.kind === 'InsertQueryNode') return nameOf(node.into);
  if (node.kind === 'UpdateQueryNode') return nameOf(node.table);
  if (node.kind === 'DeleteQueryNode') return nameOf(node.from.froms[0]);
  return '';
}

function nameOf(node: OperationNode | undefined): string {
  if (node === undefined || node.kind !== 'TableNode') return '';
  return (node as OperationNode & { readonly table: { readonly identifier: { readonly name: string } } }).table
    .identifier.name;
}
