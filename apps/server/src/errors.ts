import { Refusal } from '@unitgraph/analysis';
import { GraphQLError } from 'graphql';

/** What the client asked cannot be done as asked: one line that names the culprit and the way out. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** What the client named is not there. */
export function notFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'NOT_FOUND' } });
}

/** One line for people: refusals carry their way out. */
export function lineOf(error: unknown): string {
  if (error instanceof Refusal) return `${error.message} ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
