import {
  type Backend,
  baselineOf,
  Engine,
  greedyMatching,
  isFound,
  MemoryStore,
  matchingsOf,
  openBackend,
  RandomSource,
  type SeenLayer,
  seenNetwork,
  universality,
  universalityOf,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digits } from './digits.js';

const NONE = Number.NaN;

/** What a greedy matching of random values and its baseline might be: `units` rows. */
function randomLayer(units: number, columns: number, repeats: number, seed: number): SeenLayer {
  const random = new RandomSource(seed);
  const uniform = (count: number): Float64Array => Float64Array.from({ length: count }, () => 2 * random.uniform() - 1);
  return {
    greedy: greedyMatching(uniform(units * columns), units, columns),
    mutual: Uint8Array.from({ length: units }, () => random.below(2)),
    rotated: uniform(repeats * units),
  };
}

const lifeless = (units: number, repeats: number): SeenLayer => ({
  greedy: greedyMatching(new Float64Array(units * 3).fill(NONE), units, 3),
  mutual: new Uint8Array(units),
  rotated: new Float64Array(repeats * units).fill(NONE),
});

describe('a network as seen from units', () => {
  it('is the best over its layers, and the best over rotated layers in every repeat', () => {
    const [units, repeats] = [7, 5];
    const layers = [1, 2, 3].map((seed) => randomLayer(units, 6, repeats, seed));
    const seen = seenNetwork(layers, units);
    for (let unit = 0; unit < units; unit++) {
      const values = layers.map(({ greedy }) => greedy.values[unit]!);
      const place = values.indexOf(Math.max(...values));
      expect(seen.best[unit]).toBe(values[place]);
      expect(seen.layers[unit]).toBe(place);
      expect(seen.targets[unit]).toBe(layers[place]!.greedy.targets[unit]);
      expect(seen.mutual[unit]).toBe(layers[place]!.mutual[unit]);
      const draws = Array.from({ length: repeats }, (_, repeat) =>
        Math.max(...layers.map(({ rotated }) => rotated[repeat * units + unit]!)),
      );
      expect(seen.rotated[unit]).toBeCloseTo(draws.reduce((sum, draw) => sum + draw, 0) / repeats, 12);
    }
  });

  it('loses nothing by further layers, in the matches or under rotation', () => {
    const layers = [4, 5, 6, 7].map((seed) => randomLayer(9, 4, 3, seed));
    for (let count = 1; count < layers.length; count++) {
      const [fewer, more] = [seenNetwork(layers.slice(0, count), 9), seenNetwork(layers.slice(0, count + 1), 9)];
      for (let unit = 0; unit < 9; unit++) {
        expect(more.best[unit]).toBeGreaterThanOrEqual(fewer.best[unit]!);
        expect(more.rotated[unit]).toBeGreaterThanOrEqual(fewer.rotated[unit]! - 1e-12);
      }
    }
  });

  it('passes over a layer in which nothing varies, and has no number where none does', () => {
    const layer = randomLayer(5, 4, 3, 8);
    const with_ = seenNetwork([lifeless(5, 3), layer], 5);
    const without = seenNetwork([layer], 5);
    expect(with_.best).toEqual(without.best);
    expect(with_.rotated).toEqual(without.rotated);
    expect([...with_.layers]).toEqual([1, 1, 1, 1, 1]);
    const nothing = seenNetwork([lifeless(5, 3)], 5);
    expect([...nothing.best, ...nothing.rotated].every(Number.isNaN)).toBe(true);
    expect([...nothing.targets, ...nothing.layers]).toEqual(new Array(10).fill(-1));
  });
});

describe('universality', () => {
  const seen = (best: number[], rotated: number[]) => ({
    best: Float64Array.from(best),
    rotated: Float64Array.from(rotated),
  });

  it('is the surplus over rotation, averaged over networks', () => {
    const networks = [seen([0.9, 0.8, NONE], [0.2, 0.1, NONE]), seen([0.9, 0.2, NONE], [0.2, 0.2, NONE])];
    const { best, rotated, excess } = universality(networks);
    expect([...best.subarray(0, 2)]).toEqual([0.9, 0.5]);
    expect(rotated[1]).toBeCloseTo(0.15, 12);
    expect(excess[0]).toBeCloseTo(0.7, 12);
    expect(excess[1]).toBeCloseTo(0.35, 12);
    expect([best[2], rotated[2], excess[2]]).toEqual([NONE, NONE, NONE]);
    const found = (threshold: number) =>
      [0, 1, 2].map((unit) => networks.filter((network) => isFound(network, unit, threshold)).length);
    expect(found(0.5)).toEqual([2, 1, 0]);
    // Above, and not at: a surplus of exactly the threshold is not found.
    expect(found(0)).toEqual([2, 1, 0]);
    expect(found(-0.1)).toEqual([2, 2, 0]);
    expect(found(0.75)).toEqual([0, 0, 0]);
  });

  it('is the mean of the surplus in each network, in whatever order, and leaves out those without life', () => {
    const networks = [1, 2, 3].map((seed) => seenNetwork([randomLayer(8, 5, 4, seed)], 8));
    const { excess } = universality(networks);
    const turned = universality(networks.toReversed()).excess;
    const beside = universality([seenNetwork([lifeless(8, 4)], 8), ...networks]).excess;
    for (let unit = 0; unit < 8; unit++) {
      const surplus = networks.map(({ best, rotated }) => best[unit]! - rotated[unit]!);
      expect(excess[unit]).toBeCloseTo(surplus.reduce((sum, each) => sum + each, 0) / 3, 12);
      expect(turned[unit]).toBeCloseTo(excess[unit]!, 12);
      expect(beside[unit]).toBe(excess[unit]);
    }
  });
});

describe('the derivation of universality', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await openBackend('onnxruntime');
  });
  afterAll(() => backend.dispose());

  const choice = { repeats: 3, seed: 1 };
  const open = async () => {
    const store = new MemoryStore();
    return { engine: new Engine({ store, backend: async () => backend }), examples: await digits(store) };
  };

  it('is algebra on the matchings and rotation baselines of the pairs, which it shares', async () => {
    const { engine, examples } = await open();
    const [own, ...others] = ['alexnet-1', 'alexnet-2', 'alexnet-3'].map((slug) => examples.recording(slug, 'conv1'));
    for (const other of others) {
      await engine.derive(matchingsOf(own!, other));
      await engine.derive(baselineOf(own!, other, { kind: 'ROTATION', ...choice }));
    }
    const computed = engine.computed;
    const wanted = universalityOf(
      own!,
      others.map((other) => [other]),
      choice,
    );
    const found = await engine.derive(wanted);
    expect(engine.computed).toBe(computed + 1);
    expect(found.networks).toHaveLength(2);
    for (const [place, other] of others.entries()) {
      const { rules, mutual } = await engine.derive(matchingsOf(own!, other));
      const baseline = await engine.derive(baselineOf(own!, other, { kind: 'ROTATION', ...choice }));
      const seen = found.networks[place]!;
      expect(seen.best).toEqual(rules.GREEDY.values);
      expect(seen.targets).toEqual(rules.GREEDY.targets);
      expect(seen.mutual).toEqual(mutual);
      const { values } = baseline.rules.GREEDY;
      for (let unit = 0; unit < found.units; unit++) {
        const draws = [0, 1, 2].map((repeat) => values[repeat * found.units + unit]!);
        if (found.conditions[unit] !== 0) expect(seen.rotated[unit]).toBeNaN();
        else expect(seen.rotated[unit]).toBeCloseTo((draws[0]! + draws[1]! + draws[2]!) / 3, 12);
      }
    }
  });

  it('of a layer in its own network is nearly all that there can be', async () => {
    const { engine, examples } = await open();
    const own = examples.recording('alexnet-1', 'conv1');
    const { networks, conditions } = await engine.derive(universalityOf(own, [[own]], choice));
    conditions.forEach((condition, unit) => {
      if (condition !== 0) return;
      expect(networks[0]!.best[unit]).toBe(1);
      expect(networks[0]!.targets[unit]).toBe(unit);
      expect(networks[0]!.rotated[unit]).toBeLessThan(1);
    });
  });

  it('under ranks is that of the ranks', async () => {
    const { engine, examples } = await open();
    const [own, other] = ['alexnet-1', 'alexnet-2'].map((slug) => examples.recording(slug, 'conv1', { kind: 'MEAN' }));
    const { networks } = await engine.derive(universalityOf(own!, [[other!]], choice, 'SPEARMAN'));
    const { rules } = await engine.derive(matchingsOf(own!, other!, 'SPEARMAN'));
    expect(networks[0]!.best).toEqual(rules.GREEDY.values);
  });
});
