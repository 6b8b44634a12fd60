import { describe, expect, it } from 'vitest';
import { seriesOf } from '../../apps/dashboard/src/convergence/depthSeries.js';
import { NO_SPANS, spanKey, spansOf } from '../../apps/dashboard/src/convergence/intervalsDocument.js';
import { formatSpan } from '../../apps/dashboard/src/format/numbers.js';
import { depthSpan } from '../../apps/dashboard/src/plots/depth.js';

const sides = { left: { id: 'network:a', slug: 'a', name: 'A' }, right: { id: 'network:b', slug: 'b', name: 'B' } };
const interval = (low: number, high: number) => ({ __typename: 'Interval', low, high });
const drawn = (found: object) => ({ __typename: 'Matching', interval: found });

const answer = {
  convergence: {
    pairs: [
      {
        ...sides,
        points: [
          {
            layer: 'conv1',
            comparison: {
              __typename: 'LayerComparison',
              greedy: drawn(interval(0.4, 0.5)),
              assignment: drawn({ __typename: 'Computation', id: 'computation:1' }),
            },
          },
          { layer: 'conv2', comparison: { __typename: 'Incomparable' } },
        ],
      },
    ],
  },
} as unknown as Parameters<typeof spansOf>[0];

describe('intervals over depth', () => {
  it('are those that are there, by pair, layer and rule', () => {
    const spans = spansOf(answer);
    expect([...spans]).toEqual([[spanKey(sides, 'conv1', 'GREEDY'), [0.4, 0.5]]]);
    expect(spansOf(undefined).size).toBe(0);
  });

  it('lie at their layer of their line, and within the axis', () => {
    const pair = { ...sides, points: [] };
    const layers = ['conv1', 'conv2'];
    const lines = (spans: ReturnType<typeof spansOf>) => seriesOf([pair] as never, layers, spans);
    const [greedy, assignment] = lines(spansOf(answer));
    expect(greedy?.lines[0]?.spans).toEqual([[0.4, 0.5], null]);
    expect(assignment?.lines[0]?.spans).toEqual([null, null]);
    const wide = lines(new Map([[spanKey(sides, 'conv2', 'ASSIGNMENT'), [-0.15, 0.87]]]));
    const [low, high] = depthSpan(wide, []);
    expect(low).toBeLessThanOrEqual(-0.15);
    expect(high).toBeGreaterThanOrEqual(0.87);
    expect(depthSpan(lines(NO_SPANS), [])[1]).toBeLessThan(0.87);
  });

  it('are written with one minus sign for all numbers', () => {
    expect(formatSpan(-0.1, 0.25)).toBe('−0.100 to 0.250');
  });
});
