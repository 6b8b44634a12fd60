import {
  type AnyVariables,
  createClient,
  createRequest,
  fetchExchange,
  gql,
  ssrExchange,
  type TypedDocumentNode,
} from '@urql/core';
import { describe, expect, it } from 'vitest';
import { normalisedCache } from '../../apps/dashboard/src/graphql/cache.js';
import { hydration } from '../../apps/dashboard/src/graphql/hydration.js';

type Data = { compare: { matching?: { __typename: string; mean?: number; state?: string } } };
type Document = TypedDocumentNode<Data, AnyVariables>;

const meanDocument: Document = gql`
  query Mean { compare { __typename id matching { __typename ... on Matching { mean } ... on Computation { id state } } } }
`;
const countDocument: Document = gql`
  query Count { compare { __typename id matching { __typename ... on Matching { count } ... on Computation { id state } } } }
`;

const twiceDocument: Document = gql`
  query Twice { compare { __typename id one: matching(rule: A) { __typename ... on Computation { id state } } other: matching(rule: B) { __typename ... on Computation { id state } } } }
`;

const comparison = (matching: object) => ({
  compare: { __typename: 'LayerComparison', id: 'comparison:a~b', matching },
});
const there = comparison({ __typename: 'Matching', mean: 0.7 });
const queued = comparison({ __typename: 'Computation', id: 'computation:1', state: 'QUEUED' });

/** A browser's client and the two answers that the server wrote, between which the value came to be. */
function visit() {
  const transported = ssrExchange({ isClient: true });
  const { before, behind, end } = hydration();
  let asked = 0;
  const client = createClient({
    url: 'http://127.0.0.1/graphql',
    preferGetMethod: false,
    exchanges: [before, normalisedCache(), behind, transported, fetchExchange],
    fetch: async () => {
      asked += 1;
      return new Response(JSON.stringify({ data: there }), { headers: { 'content-type': 'application/json' } });
    },
  });
  const bring = (document: Document, data: object) =>
    transported.restoreData({ [createRequest(document, {}).key]: { data: JSON.stringify(data), hasNext: false } });
  bring(meanDocument, there);
  bring(countDocument, queued);
  /** What a component sees that is rendered now. */
  const read = (document: Document) => client.readQuery(document, {})?.data?.compare;
  return { read, bring, end, asked: () => asked };
}

describe('hydration', () => {
  it('says to each component what the server wrote for its query, in whatever order and however often they are rendered', async () => {
    const { read, asked } = visit();
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(read(meanDocument)?.matching).toEqual({ __typename: 'Matching', mean: 0.7 });
      expect(read(countDocument)?.matching).toMatchObject({ __typename: 'Computation', state: 'QUEUED' });
      expect(read(meanDocument)?.matching).toEqual({ __typename: 'Matching', mean: 0.7 });
      // React may come back after other work.
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(asked()).toBe(0);
  });

  it('says it word for word, where one answer says of one computation that it runs and that it is done', () => {
    const { read, bring } = visit();
    const seen = (state: string) => ({ __typename: 'Computation', id: 'computation:2', state });
    bring(twiceDocument, {
      compare: { __typename: 'LayerComparison', id: 'comparison:c~d', one: seen('RUNNING'), other: seen('DONE') },
    });
    for (let attempt = 0; attempt < 2; attempt++)
      expect(read(twiceDocument)).toMatchObject({ one: { state: 'RUNNING' }, other: { state: 'DONE' } });
  });

  it('leaves the word to the cache when it is over', async () => {
    const { read, end, asked } = visit();
    read(meanDocument);
    read(countDocument);
    end();
    // The later answer has taken the place of the earlier one, for every query that reads it.
    expect(read(meanDocument)?.matching).toMatchObject({ __typename: 'Computation', state: 'QUEUED' });
    expect(asked()).toBe(0);
  });
});
