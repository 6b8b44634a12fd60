import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';

/** The cost of a field is the fields that it may return: a list counts what is in it as often as it may be long. */
export function byArgument(name: string): (field: ComplexityEstimatorArgs) => number {
  return ({ args, childComplexity }) => 1 + Math.max(1, Number(args[name])) * Math.max(1, childComplexity);
}

/** The same for connections and lists whose length is `first`. */
export const byFirst = byArgument('first');

/** The same for lists whose length is known beforehand only roughly. */
export function byLength(length: number): (field: ComplexityEstimatorArgs) => number {
  return ({ childComplexity }) => 1 + length * Math.max(1, childComplexity);
}

/** The same for a list of ids. */
export function byIds(name: string): (field: ComplexityEstimatorArgs) => number {
  return ({ args, childComplexity }) =>
    1 + ((args[name] as unknown[] | undefined)?.length ?? 1) * Math.max(1, childComplexity);
}
