import { describe, expect, it } from 'vitest';
import { editedQueryIn } from '../../apps/dashboard/src/query/editedQuery.js';
import { priceInWords } from '../../apps/dashboard/src/query/priceInWords.js';

const kept = (...tabs: object[]) => JSON.stringify({ tabs, activeTabIndex: tabs.length - 1 });

describe('what GraphiQL keeps of its editors', () => {
  it('is the open tab, with its variables', () => {
    const text = kept(
      { query: '{ engine { device } }' },
      { query: 'query A($id: ID!) { node(id: $id) { id } }', variables: '{ "id": "network:a" }', operationName: 'A' },
    );
    expect(editedQueryIn(text)).toEqual({
      query: 'query A($id: ID!) { node(id: $id) { id } }',
      variables: { id: 'network:a' },
      operationName: 'A',
    });
    expect(editedQueryIn(kept({ query: '{ a }', variables: ' ' }))).toEqual({
      query: '{ a }',
      variables: null,
      operationName: null,
    });
  });

  it('is nothing where an editor is empty, variables are half typed, or it is kept in another way', () => {
    const rubbish = [
      null,
      '',
      'null',
      '[]',
      '{}',
      '{"tabs":[]}',
      '{"tabs":[null],"activeTabIndex":0}',
      '{"tabs":[{}],"activeTabIndex":3}',
      'no',
    ];
    for (const text of rubbish) expect(editedQueryIn(text)).toBeNull();
    expect(editedQueryIn(kept({ query: '  ' }))).toBeNull();
    for (const variables of ['{ "id": ', '[1]', '3'])
      expect(editedQueryIn(kept({ query: '{ a }', variables }))).toBeNull();
  });
});

describe('a price in words', () => {
  const price = { cached: false, complete: true, computations: 3, flops: 2.1e9, bytes: 1.2e9, seconds: 4.2 };
  it('says what it takes, and whether that is all', () => {
    expect(priceInWords(price)).toBe('3 computations, about 4 s, 2.1bn operations, 1.2 GB read and written.');
    expect(priceInWords({ ...price, complete: false })).toMatch(/^at least 3 computations/);
    expect(priceInWords({ ...price, computations: 1, flops: 0, seconds: 0.2 })).toBe(
      '1 computation, under 1 s, 1.2 GB read and written.',
    );
    expect(priceInWords({ ...price, computations: null })).toMatch(/^about 4 s/);
  });
  it('says that there is nothing to compute', () => {
    expect(priceInWords({ cached: true, complete: true, computations: 0, flops: 0, bytes: 0, seconds: 0 })).toMatch(
      /all of it is there/,
    );
  });
});
