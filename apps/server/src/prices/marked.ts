import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Under which a field of a union says what it turned out to be, where more might be wanted inside its value. */
const MARK = 'unitgraphPendingWithMore';

/** Fields that may answer with a computation. */
function mayBePending(schema: GraphQLSchema, type: GraphQLOutputType | null | undefined): boolean {
  const named = type && getNamedType(type);
  return isUnionType(named) && schema.getPossibleTypes(named).some(({ name }) => name === 'Computation');
}

/**
 * The same document, in which every field tells whether it answered with a computation though things were asked of its value that may have
 * to be computed, too.
 */
export function marked(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  /** Selection sets in which something may be pending, deep inside or not: those of fragments by their names. */
  const wanting = new Set<SelectionSetNode | string>();
  const note = (ancestors: readonly unknown[]): void => {
    for (const ancestor of ancestors.flat() as {
      kind?: string;
      name?: { value: string };
      selectionSet?: SelectionSetNode;
    }[]) {
      if (ancestor?.selectionSet !== undefined) wanting.add(ancestor.selectionSet);
      if (ancestor?.kind === Kind.FRAGMENT_DEFINITION && ancestor.name !== undefined) wanting.add(ancestor.name.value);
    }
  };
  // Fragments may use fragments: until nothing is added any more.
  for (let before = -1; before !== wanting.size; ) {
    before = wanting.size;
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: (_node, _key, _parent, _path, ancestors) => {
          if (mayBePending(schema, types.getType())) note(ancestors);
        },
        FragmentSpread: ({ name }, _key, _parent, _path, ancestors) => {
          if (wanting.has(name.value)) note(ancestors);
        },
      }),
    );
  }
  const own: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: MARK },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const { selectionSet } = node;
        if (selectionSet === undefined || !wanting.has(selectionSet) || !mayBePending(schema, types.getType())) return;
        return { ...node, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, own] } };
      },
    }),
  );
}

/** Whether anything answered with a computation that hides what more is wanted. */
export function hidesMore(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(hidesMore);
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(data).some(([name, value]) => (name === MARK ? value === 'Computation' : hidesMore(value)));
}
