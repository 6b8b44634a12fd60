/**
 * The Convergence page's work from nothing: four networks, six pairs, five layers, greedy and assignment with both
 * baselines. Tells seconds until the last number is there, from an empty data folder, and again when all is kept. `--quick` takes two
 * networks.
 */
import { parseArgs } from 'node:util';
import { startProduct } from './product.mjs';
import { tellRow } from './rows.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const networks = (options.quick ? [1, 2] : [1, 2, 3, 4]).map((number) => `network:alexnet-${number}`);

const QUERY = `query Convergence($networks: [ID!]!) {
  convergence(networks: $networks, kinds: [CONVOLUTION]) {
    pairs { left { slug } right { slug } points { layer comparison { ... on LayerComparison {
      greedy: matching(rule: GREEDY) { ...numbers }
      assignment: matching(rule: ASSIGNMENT) { ...numbers }
    } } } }
  }
}
fragment numbers on MatchingResult {
  __typename
  ... on Matching { mean agreement permutation: baseline(kind: PERMUTATION) { __typename ... on Baseline { mean percentile95 pValue } }
    rotation: baseline(kind: ROTATION) { __typename ... on Baseline { mean percentile95 pValue } } }
}`;

const product = await startProduct();
for (const state of ['cold', 'warm']) {
  const start = performance.now();
  const answer = await fetch(`${product.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=280' },
    body: JSON.stringify({ query: QUERY, variables: { networks } }),
  });
  const text = await answer.text();
  const seconds = (performance.now() - start) / 1000;
  const pending = text.match(/"Computation"/g)?.length ?? 0;
  const points = text.match(/"layer"/g)?.length ?? 0;
  if (JSON.parse(text).errors !== undefined) throw new Error(text.slice(0, 500));
  if (pending > 0 || points === 0) throw new Error(`${pending} values of ${points} points are still pending.`);
  tellRow({
    benchmark: 'coldConvergence',
    name: `convergence of ${networks.length} networks, ${state === 'cold' ? 'from nothing' : 'all kept'}`,
    ...{ ours: seconds, unit: 's', note: `${points} points` },
  });
}
await product.stop();
