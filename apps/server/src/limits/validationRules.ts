import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Limits } from '../environment.js';

/** Bounds on the shape of a document. Reported like any other finding of the validation: the rules would throw by themselves. */
export function limitRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  const told = (remedy: string) => ({
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError): void => {
        const message = error.message.replace(/^Syntax Error: /, '');
        context?.reportError(new GraphQLError(`${message} ${remedy}`, { extensions: { code: 'OVER_LIMIT' } }));
      },
    ],
  });
  return [
    maxDepthRule({
      n: depth,
      flattenFragments: true,
      ...told('Ask in several steps: `node(id:)` goes on from any id.'),
    }),
    maxAliasesRule({ n: aliases, ...told('Ask in several requests, or for lists instead of single things.') }),
    maxDirectivesRule({ n: directives, ...told('Leave some out.') }),
  ];
}
