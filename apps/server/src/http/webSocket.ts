import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { Disposable } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Context, type Services } from '../context.js';
import { checkCost } from '../limits/checkCost.js';
import { limitRules } from '../limits/validationRules.js';
import { askerOfConnection } from './askerOf.js';
import { formatError } from './formatError.js';
import { strangerIn } from './ownAddress.js';
import { deadlineAfter } from './waitLimit.js';

export interface GraphqlSockets {
  /** Takes over a connection that asks to become a WebSocket at `/graphql`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  dispose(): Promise<void>;
}

/** The graph over WebSocket (graphql-ws), with the same limits as over HTTP: Apollo does not see these operations. */
export function openSockets(schema: GraphQLSchema, services: Services): GraphqlSockets {
  const { limits } = services.environment;
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  const rules = [...specifiedRules, ...limitRules(limits)];
  const disposable: Disposable = useServer(
    {
      schema,
      onSubscribe: ({ connectionParams, extra: { request } }, _id, { query, operationName, variables }) => {
        try {
          const document = parse(query, { maxTokens: limits.tokens });
          const findings = validate(schema, document, rules);
          if (findings.length > 0) return findings;
          if (getOperationAST(document, operationName) == null)
            return [new GraphQLError('The document has no operation of that name. Pass `operationName`.')];
          const given = variables ?? undefined;
          checkCost(
            { schema, query: document, operationName: operationName ?? undefined, variables: given },
            limits.cost,
          );
          const contextValue = new Context(
            services,
            deadlineAfter(connectionParams?.wait),
            askerOfConnection(connectionParams, request.headers, request.socket.remoteAddress),
          );
          return { schema, document, operationName, variableValues: given, contextValue };
        } catch (error) {
          if (error instanceof GraphQLError) return [error];
          throw error;
        }
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => formatError(error.toJSON(), error)),
      onNext: (_context, _id, _payload, { contextValue }, { errors, ...result }) => {
        if (errors === undefined) return undefined;
        const { refused } = (contextValue as Context).gate;
        if (refused !== undefined) return { errors: [formatError(refused.toJSON(), refused)] };
        return { ...result, errors: errors.map((error) => formatError(error.toJSON(), error)) };
      },
    },
    server,
  );
  return {
    upgrade(request, socket, head) {
      const reason = strangerIn(request, services.environment);
      if (reason !== null) {
        socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n${reason}\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => server.emit('connection', webSocket, request));
    },
    dispose: async () => {
      await disposable.dispose();
    },
  };
}
