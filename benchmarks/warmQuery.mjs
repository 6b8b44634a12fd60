/**
 * A warm query for 96 units with their five best partners in each of three other networks, against a bare Apollo Server
 * that returns the same JSON from memory: same machine, same run, one client, requests one after another, the two servers in
 * turn. Prints medians, 99th percentiles and the ratio.
 */
import { Agent, request } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { startProduct } from './product.mjs';

const REQUESTS = 150;
const WARM_UP = 20;

const QUERY = `query Partners($layer: ID!) {
  node(id: $layer) {
    ... on Layer {
      units(first: 96) {
        nodes {
          id
          index
          second: correlates(in: "network:alexnet-2", first: 5) { ...partners }
          third: correlates(in: "network:alexnet-3", first: 5) { ...partners }
          fourth: correlates(in: "network:alexnet-4", first: 5) { ...partners }
        }
      }
    }
  }
}
fragment partners on CorrelatesResult {
  __typename
  ... on Correlates { matches { rank value mutual target { id index layer { name network { name } } } } }
}`;
const VARIABLES = { layer: 'layer:alexnet-1/conv3' };

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(address, query, variables = {}, headers = {}) {
  const body = JSON.stringify({ query, variables });
  return new Promise((resolve, reject) => {
    const asked = request(
      `${address}/graphql`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts)));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function timed(address, query, variables) {
  const start = performance.now();
  const answer = await ask(address, query, variables);
  return { milliseconds: performance.now() - start, bytes: answer.length };
}

const percentile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))];

const product = await startProduct();
const first = JSON.parse(await ask(product.address, QUERY, VARIABLES, { prefer: 'wait=120' }));
const units = first.data?.node?.units?.nodes ?? [];
const complete =
  units.length === 96 &&
  units.every((unit) => ['second', 'third', 'fourth'].every((name) => unit[name].matches?.length === 5));
// A dead unit has no partners: the layer has one, and it is counted here.
const matches = units
  .flatMap((unit) => [unit.second, unit.third, unit.fourth])
  .reduce((sum, { matches }) => sum + (matches?.length ?? 0), 0);
if (first.errors !== undefined || matches < 95 * 15)
  throw new Error(`The query did not answer as it should: ${JSON.stringify(first).slice(0, 500)}`);

// The same document on a schema of the same form whose resolvers only read a property.
const bare = new ApolloServer({
  typeDefs: `type Query { node(id: ID!): Node } interface Node { id: ID! }
    type Layer implements Node { id: ID! units(first: Int): Units name: String network: Network } type Network { name: String }
    type Units { nodes: [Unit!]! }
    type Unit { id: ID! index: Int correlates(in: ID, first: Int): CorrelatesResult layer: Layer }
    union CorrelatesResult = Correlates | Incomparable type Incomparable { message: String } type Correlates { matches: [Match!]! }
    type Match { rank: Int value: Float mutual: Boolean target: Unit }`,
  resolvers: {
    Query: { node: () => ({ __typename: 'Layer', ...first.data.node }) },
    Unit: { correlates: (unit, _arguments, _context, { path }) => unit[path.key] },
  },
});
const { url } = await startStandaloneServer(bare, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({}),
});
const bareAddress = url.replace(/\/$/, '').replace('localhost', '127.0.0.1');

const measured = { product: [], bare: [] };
let bytes = 0;
for (let run = 0; run < WARM_UP + REQUESTS; run++) {
  const ours = await timed(product.address, QUERY, VARIABLES);
  const theirs = await timed(bareAddress, QUERY, VARIABLES);
  bytes = ours.bytes;
  if (run < WARM_UP) continue;
  measured.product.push(ours.milliseconds);
  measured.bare.push(theirs.milliseconds);
}
const median = { product: percentile(measured.product, 0.5), bare: percentile(measured.bare, 0.5) };
console.log(
  `warm query, 96 units x 5 partners x 3 networks (${matches} matches, ${bytes} bytes${complete ? '' : ', dead units have none'})`,
);
for (const name of ['product', 'bare']) {
  console.log(
    `  ${name.padEnd(8)} median ${median[name].toFixed(1)} ms   p99 ${percentile(measured[name], 0.99).toFixed(1)} ms`,
  );
}
console.log(`  ratio of throughputs, product to bare Apollo Server: ${(median.bare / median.product).toFixed(2)}`);
agent.destroy();
await bare.stop();
await product.stop();
