import { graphql, type ResultOf } from '../graphql/graphql';

/** What a query would cost. */
export const priceDocument = graphql(`
  query QueryPrice($query: String!, $variables: JSONObject, $operationName: String) {
    estimate(query: $query, variables: $variables, operationName: $operationName) {
      cached
      complete
      computations
      flops
      bytes
      seconds
    }
  }
`);

export type Price = ResultOf<typeof priceDocument>['estimate'];
