import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** Fields looked at before the cost itself counts as too dear to find out. */
const MOST_NODES = 20_000;

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly query: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

/**
 * The cost of an operation before it runs: the number of fields that it may return, lists counted as often as they may be
 * long, over aliases and fragments.
 * @throws GraphQLError that names cost and limit
 */
export function checkCost({ schema, query, operationName, variables }: Operation, limit: number): number {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  const cost = getComplexity({ schema, query, operationName, variables, estimators, maxQueryNodes: MOST_NODES });
  if (cost <= limit) return cost;
  throw new GraphQLError(
    `The operation costs ${Math.round(cost)}, and the limit is ${limit} (fields that may be returned). Ask for smaller pages (\`first\`) or fewer fields.`,
    { extensions: { code: 'OVER_LIMIT', cost, limit, http: { status: 400 } } },
  );
}
