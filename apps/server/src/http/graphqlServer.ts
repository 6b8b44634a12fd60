import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.js';
import type { Limits } from '../environment.js';
import { badInput } from '../errors.js';
import { checkCost } from '../limits/checkCost.js';
import { limitRules } from '../limits/validationRules.js';
import { formatError } from './formatError.js';

const SUBSCRIBE_ELSEWHERE =
  'Subscriptions are not answered over HTTP. Send this one over the WebSocket at the same address (protocol graphql-transport-ws), or ask for the progress with a query.';

/** Apollo Server over the graph with all limits; nothing of it reports to anybody. */
export function createGraphqlServer(schema: GraphQLSchema, limits: Limits): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // The one who starts the server also stops it: children first.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(limits),
    formatError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // Its hook on every field would cost more than the fields.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, operation, request }) => {
            if (operation?.operation === 'subscription') throw badInput(SUBSCRIBE_ELSEWHERE);
            const { operationName, variables } = request;
            checkCost({ schema, query: document, operationName, variables }, limits.cost);
          },
          // Every field that would compute met the same refusal: the operation is refused, and says so once.
          willSendResponse: async ({ contextValue: { gate }, response }) => {
            if (gate.refused === undefined) return;
            const error = formatError(gate.refused.toJSON(), gate.refused);
            response.body = { kind: 'single', singleResult: { errors: [error] } };
            response.http.status = 400;
          },
        }),
      },
    ],
  });
}
