/**
 * The Convergence page's work from nothing: four networks, six pairs, five layers, greedy and assignment with both
 * baselines. Prints seconds until the last number is there, from an empty data folder, and again when all is kept.
 */
import { startProduct } from './product.mjs';

const QUERY = `{
  convergence(networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3", "network:alexnet-4"], kinds: [CONVOLUTION]) {
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
    body: JSON.stringify({ query: QUERY }),
  });
  const text = await answer.text();
  const seconds = (performance.now() - start) / 1000;
  const pending = text.match(/"Computation"/g)?.length ?? 0;
  const points = text.match(/"layer"/g)?.length ?? 0;
  if (JSON.parse(text).errors !== undefined) throw new Error(text.slice(0, 500));
  console.log(
    `convergence of four networks, ${state}: ${seconds.toFixed(2)} s for ${points} points, ${pending} values still pending`,
  );
}
await product.stop();
