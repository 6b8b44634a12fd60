import {
  buildClientSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  type InlineFragmentNode,
  type IntrospectionQuery,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { misused } from './commandFailed.js';
import { COMPUTATION_FIELDS } from './computations.js';
import type { ServerConnection } from './serverConnection.js';

const ADDED = (parse(`{ ${COMPUTATION_FIELDS} }`).definitions[0] as { selectionSet: SelectionSetNode }).selectionSet
  .selections[0] as InlineFragmentNode;

/** Fields of the root that answer with computations because somebody wants to see those, and not what they compute. */
const LISTS = ['computations'];
const NODES = ['node', 'nodes'];

/**
 * The same query, which also asks of every value whether it is still being computed; null where that makes no sense: a
 * mutation is sent once, and what cannot be read is for the server to complain about.
 * @throws CommandFailed for a subscription
 */
export async function followedQuery(
  server: ServerConnection,
  text: string,
  operationName: string | undefined,
): Promise<string | null> {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return null;
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const asked =
    operationName === undefined ? operations : operations.filter(({ name }) => name?.value === operationName);
  if (asked.some(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION))
    throw misused(
      'A subscription has no end, and one answer is asked for here.',
      'Ask a query; what is not computed yet is waited for.',
    );
  if (!asked.every(({ operation }) => operation === OperationTypeNode.QUERY)) return null;
  const { data } = await server.answer<IntrospectionQuery>(getIntrospectionQuery({ descriptions: false }), {});
  if (data == null) return null;
  const schema = buildClientSchema(data);
  // The server says what is wrong, and where: in the text as it was written.
  if (validate(schema, document).length > 0) return null;
  return print(withComputations(document, schema));
}

/** Adds the branch of computations wherever one may stand in place of a value. */
export function withComputations(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const computation = schema.getType('Computation');
  if (!isObjectType(computation)) return document;
  const types = new TypeInfo(schema);
  const root = schema.getQueryType();
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: (field) => (types.getParentType() === root && LISTS.includes(field.name.value) ? false : undefined),
      SelectionSet: (set, _key, parent) => {
        const { kind, name } = parent as FieldNode;
        // `node(id: "computation:…")` asks for the computation itself.
        if (kind !== Kind.FIELD || NODES.includes(name.value)) return undefined;
        const type = types.getParentType();
        const may = type === computation || (isAbstractType(type) && schema.isSubType(type, computation));
        return may ? { ...set, selections: [...set.selections, ADDED] } : undefined;
      },
    }),
  );
}
