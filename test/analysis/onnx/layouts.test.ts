import { describe, expect, it } from 'vitest';
import { arrange } from '../../../packages/analysis/dist/onnx/arrange.js';
import { factor, factorsOf, type Layout } from '../../../packages/analysis/dist/onnx/layouts/layout.js';
import { reshapeLayout } from '../../../packages/analysis/dist/onnx/layouts/reshapeLayout.js';
import { randomNumbers } from './writeModel.js';

const batch = (extent = 2) => [factor('BATCH', extent)];
const units = (extent: number) => [factor('UNIT', extent)];
const places = (extent: number) => [factor('POSITION', extent)];

const inOrder = (layout: Layout, values: Float32Array) =>
  arrange(values, factorsOf(layout), layout.flat().find(({ role }) => role === 'BATCH')?.extent ?? 1);

describe('arranged values', () => {
  it('are those that loops over all axes find', () => {
    const [stimuli, heads, rows, features] = [3, 4, 5, 2];
    const layout: Layout = [places(rows), batch(stimuli), units(heads), units(features)];
    const values = randomNumbers(rows * stimuli * heads * features);
    const { data, units: found, positions } = inOrder(layout, values) ?? { data: [], units: 0, positions: 0 };
    expect([found, positions]).toEqual([heads * features, rows]);
    for (let stimulus = 0; stimulus < stimuli; stimulus++) {
      for (let unit = 0; unit < found; unit++) {
        for (let row = 0; row < rows; row++) {
          const [head, feature] = [Math.floor(unit / features), unit % features];
          const from = ((row * stimuli + stimulus) * heads + head) * features + feature;
          expect(data[(stimulus * found + unit) * rows + row]).toBe(values[from]);
        }
      }
    }
  });

  it('keep what is in order already', () => {
    const values = randomNumbers(2 * 3 * 4);
    expect(inOrder([batch(), units(3), places(4)], values)?.data).toEqual(values);
  });

  it('find how many tokens there are, and refuse what does not come out', () => {
    const layout = [
      { role: 'BATCH', extent: 0 },
      { role: 'POSITION', extent: 0 },
      { role: 'UNIT', extent: 3 },
    ] as const;
    expect(arrange(new Float32Array(2 * 5 * 3), layout, 2)?.positions).toBe(5);
    expect(arrange(new Float32Array(31), layout, 2)).toBeNull();
    expect(arrange(new Float32Array(30), [layout[0], { role: 'POSITION', extent: 4 }, layout[2]], 2)).toBeNull();
  });
});

describe('reshaped axes', () => {
  it.each<[string, Layout, number[], string]>([
    ['maps to tokens', [batch(), units(6), places(3), places(4)], [2, 6, 12], 'B2 | U6 | P3 P4'],
    ['heads taken apart', [batch(), places(5), units(12)], [2, 5, 3, 4], 'B2 | P5 | U3 | U4'],
    ['heads put together', [batch(), places(5), units(3), units(4)], [2, 5, 12], 'B2 | P5 | U12'],
    ['batch and heads as one', [batch(), units(3), places(5), units(4)], [6, 5, 4], 'B2 U3 | P5 | U4'],
    ['tokens before the batch', [places(5), batch(), units(4)], [10, 4], 'P5 B2 | U4'],
    ['everything flat', [batch(), units(3), places(2), places(2)], [2, 12], 'B2 | U3 P2 P2'],
    ['axes of one added', [batch(), units(3)], [2, 1, 3, 1], 'B2 |  | U3 | '],
    ['windows', [batch(), places(4), places(6), units(3)], [2, 2, 2, 3, 2, 3], 'B2 | P2 | P2 | P3 | P2 | U3'],
    ['groups of channels', [batch(), units(6), places(2), places(2)], [2, 2, 12], 'B2 | U2 | U3 P2 P2'],
    ['a batch of one kept', [batch(1), units(3), places(4)], [1, 12], 'B1 | U3 P4'],
    ['a batch of one swallowed', [places(4), batch(1), units(3)], [4, 3], 'P4 | B1 U3'],
  ])('are right for %s, and the values stay what they are', (_, before, shape, expected) => {
    const after = reshapeLayout(before, shape) as Layout;
    const said = after.map((axis) => axis.map(({ role, extent }) => `${role[0]}${extent}`).join(' '));
    expect(said.join(' | ')).toBe(expected);
    const values = randomNumbers(shape.reduce((product, extent) => product * extent, 1));
    expect(inOrder(after, values)?.data).toEqual(inOrder(before, values)?.data);
  });

  it.each<[string, Layout, number[]]>([
    ['the batch is cut', [batch(4), units(3)], [2, 6]],
    ['extents do not come out', [batch(), units(6), places(5)], [2, 4, 15]],
    ['there are too few', [batch(), units(6)], [2, 3]],
  ])('are not known where %s', (_, before, shape) => {
    expect(reshapeLayout(before, shape)).toBeNull();
  });
});
