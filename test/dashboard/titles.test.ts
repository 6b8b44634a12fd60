import { describe, expect, it } from 'vitest';
import { titleOfLayers, titleOfUnits } from '../../apps/dashboard/src/address/titles';
import { scrolledTo } from '../../apps/dashboard/src/components/scrolledTo';

describe('the title of two layers', () => {
  it('names both', () => {
    expect(titleOfLayers('layer:alexnet-1/conv2', 'layer:mine/stage1.block1')).toBe(
      'conv2 of alexnet-1 and stage1.block1 of mine',
    );
    expect(titleOfLayers('layer:alexnet-1/conv2', 'layer:alexnet-1/conv2')).toBe('conv2 of alexnet-1 with itself');
  });

  it.each([
    [undefined, undefined],
    [null, 'layer:alexnet-1/conv2'],
    ['rubbish', 'layer:alexnet-1/conv2'],
    [['layer:alexnet-1/conv2', 'layer:alexnet-1/conv3'], 'layer:alexnet-1/conv2'],
  ])('%j and %j is that of the page', (left, right) => expect(titleOfLayers(left, right)).toBe('Compare'));
});

describe('the title of two units', () => {
  it('names both', () =>
    expect(titleOfUnits('unit:alexnet-1/conv3/17', 'unit:a/b/c/4')).toBe(
      'Unit 17 of conv3 of alexnet-1 and unit 4 of b/c of a',
    ));
  it('is that of the page where one is missing', () =>
    expect(titleOfUnits('unit:a/b/1', undefined)).toBe('Matched pair'));
});

describe('a row that scrolls', () => {
  const window = { start: 100, length: 200 };
  it('stays where the item is in sight', () => {
    for (const start of [100, 150, 250]) expect(scrolledTo(window, { start, length: 50 })).toBe(100);
  });
  it('moves just so far that it is, with some of its neighbour', () => {
    expect(scrolledTo(window, { start: 40, length: 50 })).toBe(16);
    expect(scrolledTo(window, { start: 10, length: 50 })).toBe(0);
    expect(scrolledTo(window, { start: 300, length: 50 })).toBe(174);
  });
  it('shows the beginning of what is longer than itself', () =>
    expect(scrolledTo(window, { start: 400, length: 500 })).toBe(400));
});
