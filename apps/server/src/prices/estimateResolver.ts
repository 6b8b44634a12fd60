import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { priceOfQuery } from './priceOfQuery.js';

@Resolver(() => Estimate)
export class EstimateResolver {
  @Query(() => Estimate, {
    description:
      'The price of a query before it runs: of all that it needs and that is not there, inputs included, what is shared counted once. Nothing is computed. The query must be valid and within the limits, as if it were sent by itself; mutations, subscriptions and `estimate` itself have no price.',
  })
  async estimate(
    @Arg('query', () => String, { description: 'A GraphQL document.' }) query: string,
    @Arg('variables', () => GraphQLJSONObject, { nullable: true, description: 'Its variables.' })
    variables: Record<string, unknown> | null,
    @Arg('operationName', () => String, {
      nullable: true,
      description: 'Which of its operations; not needed where there is one.',
    })
    operationName: string | null,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<Estimate> {
    const price = await priceOfQuery(schema, context, { query, variables, operationName });
    return new Estimate({ ...price, cached: price.computations === 0 && price.complete });
  }
}
