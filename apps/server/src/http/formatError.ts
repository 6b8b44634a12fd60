import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { Refusal } from '@unitgraph/analysis';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { lineOf } from '../errors.js';

/** What a client sees of an error: one line. Defects are logged whole, and the client gets the number of the entry. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (cause instanceof Refusal) return { message: lineOf(cause), ...place, extensions: { code: 'REFUSED' } };
  const code = formatted.extensions?.code;
  if (cause instanceof GraphQLError && code !== 'INTERNAL_SERVER_ERROR') {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { message: formatted.message, ...place, extensions: { code: code ?? 'BAD_USER_INPUT', ...extensions } };
  }
  const entry = randomUUID();
  console.error(`Defect ${entry}:`, cause);
  return {
    message: `A defect of the server: ${lineOf(cause).split('\n')[0]} (its log has more under ${entry}).`,
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
