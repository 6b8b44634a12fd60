import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Context } from '../context.js';
import { badInput } from '../errors.js';
import { checkCost } from '../limits/checkCost.js';
import { limitRules } from '../limits/validationRules.js';
import { hidesMore, marked } from './marked.js';
import type { TotalPrice } from './totalPrice.js';
import { WantedLedger } from './wantedLedger.js';

export interface QueryToPrice {
  readonly query: string;
  readonly variables: Record<string, unknown> | null;
  readonly operationName: string | null;
}

/** Fields of prices, by what asked for them: several of one operation share its limit on cost. */
const spent = new WeakMap<Context, number>();

/**
 * The price of a query: it is executed as always, but where values are missing they are written down in place of being computed.
 * Nothing is computed and nothing is kept.
 * @throws GraphQLError where the query is none, is not valid, asks too much, or would be answered with errors
 */
export async function priceOfQuery(
  schema: GraphQLSchema,
  asked: Context,
  { query, variables, operationName }: QueryToPrice,
): Promise<TotalPrice & { readonly complete: boolean }> {
  const { limits } = asked.services.environment;
  const document = documentOf(schema, query, asked);
  const operation = operationIn(document, operationName);
  refuseItself(schema, document);
  const given = variables ?? {};
  const cost = checkCost(
    { schema, query: document, operationName: operation.name?.value, variables: given },
    limits.cost,
  );
  const all = cost + (spent.get(asked) ?? 0);
  spent.set(asked, all);
  if (all > limits.cost)
    throw badInput(
      `The queries to estimate cost ${all} together, and the limit is ${limits.cost}. Ask for fewer at a time.`,
    );
  const ledger = new WantedLedger();
  const { data, errors } = await execute({
    ...{ schema, document: marked(schema, document), variableValues: given, operationName: operation.name?.value },
    contextValue: new Context(asked.services, asked.deadline, asked.asker, ledger),
  });
  if (errors !== undefined) throw told('would be answered with errors', errors);
  return { ...(await asked.services.compute.priceOf(ledger.wanted)), complete: !hidesMore(data) };
}

function documentOf(schema: GraphQLSchema, query: string, { services }: Context): DocumentNode {
  const { limits } = services.environment;
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw told('cannot be read', [error]);
    throw error;
  }
  const findings = validate(schema, document, [...specifiedRules, ...limitRules(limits)]);
  if (findings.length > 0) throw told('is not valid', findings);
  return document;
}

function operationIn(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation == null) throw badInput('The query to estimate has no operation of that name. Pass `operationName`.');
  if (operation.operation !== 'query')
    throw badInput(`A ${operation.operation} has no price. Estimate the query whose values it asks for.`);
  return operation;
}

/** Prices of prices would let a small document ask for anything. */
function refuseItself(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        if (types.getParentType() !== schema.getQueryType() || name.value !== 'estimate') return;
        throw badInput('The query to estimate asks for an `estimate` itself. Leave that out: it computes nothing.');
      },
    }),
  );
}

/** At most three of what is wrong, with where. */
function told(how: string, errors: readonly GraphQLError[]): GraphQLError {
  const first = errors.slice(0, 3).map(({ message, locations }) => {
    const place = locations?.[0];
    return place === undefined ? message : `${message} (line ${place.line}, column ${place.column})`;
  });
  const rest = errors.length > 3 ? ` And ${errors.length - 3} more.` : '';
  return badInput(`The query to estimate ${how}: ${first.join(' ')}${rest}`);
}
