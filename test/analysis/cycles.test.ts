import {
  assignmentMatching,
  type Backend,
  type Correlation,
  cyclesBaseline,
  cyclesBaselineOf,
  cyclesOf,
  Engine,
  followCycle,
  greedyMatching,
  type Leg,
  MemoryStore,
  matchingsOf,
  mutualMatching,
  openBackend,
  RandomSource,
  randomOrthogonal,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digits } from './digits.js';

/** Samples of `units` units, as rows: units x samples. */
function randomUnits(units: number, samples: number, seed: number): number[][] {
  const random = new RandomSource(seed);
  return Array.from({ length: units }, () => Array.from({ length: samples }, () => random.normal()));
}

/** Correlation of every unit of one side with every unit of the other. */
function correlations(left: number[][], right: number[][]): Float64Array {
  const standard = (unit: number[]): number[] => {
    const mean = unit.reduce((sum, value) => sum + value, 0) / unit.length;
    const root = Math.sqrt(unit.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return unit.map((value) => (value - mean) / root);
  };
  const [x, y] = [left.map(standard), right.map(standard)];
  return Float64Array.from(x.flatMap((a) => y.map((b) => a.reduce((sum, value, at) => sum + value * b[at]!, 0))));
}

type Match = typeof greedyMatching;
const RULES: [string, Match][] = [
  ['greedy', greedyMatching],
  ['assignment', assignmentMatching],
];

/** The legs round networks whose units are given. */
function legsRound(networks: number[][][], match: Match): Leg[] {
  return networks.map((left, place) => {
    const right = networks[(place + 1) % networks.length]!;
    return { matching: match(correlations(left, right), left.length, right.length), live: left.length };
  });
}

const legOf = (targets: number[], live = targets.length): Leg => {
  const values = Float64Array.from(targets, (target) => (target < 0 ? Number.NaN : 0.5));
  const matched = targets.filter((target) => target >= 0).length;
  return { matching: { targets: Int32Array.from(targets), values, matched, mean: 0.5 }, live };
};

describe('a walk round networks', () => {
  const own = randomUnits(12, 40, 1);
  const permuted = (seed: number): number[][] => new RandomSource(seed).shuffle([...own]);

  it.each(RULES)('returns in full among copies of one network with permuted units (%s)', (_, match) => {
    const walks = followCycle(legsRound([own, permuted(2), permuted(3), permuted(4)], match));
    expect(walks.returned).toBe(12);
    expect(walks.lost).toBe(0);
    expect(walks.chance).toBeCloseTo(1 / 12, 12);
    for (const value of walks.values) expect(value).toBeCloseTo(1, 12);
  });

  it('among networks that are unrelated returns about as chance says', () => {
    let [returned, expected] = [0, 0];
    for (let seed = 10; seed < 70; seed++) {
      // Values of each leg drawn apart from those of the others: what correlations of very many samples would be.
      const values = [1, 2, 3].map((leg) => Float64Array.from(randomUnits(12, 12, 10 * seed + leg).flat()));
      const walks = followCycle(values.map((leg) => ({ matching: assignmentMatching(leg, 12, 12), live: 12 })));
      returned += walks.returned;
      expected += walks.chance * 12;
    }
    // 60 walks with one return each by chance: a deviation of about 8.
    expect(expected).toBeCloseTo(60, 9);
    expect(Math.abs(returned - expected)).toBeLessThan(25);
  });

  it('from a network to its copy returns through any other, which is why there is a rotation baseline', async () => {
    const networks = [own, randomUnits(12, 40, 5), permuted(6)];
    expect(followCycle(legsRound(networks, assignmentMatching)).returned).toBe(12);
  });

  it('follows each unit leg by leg', () => {
    const networks = [randomUnits(9, 12, 5), randomUnits(7, 12, 6), randomUnits(8, 12, 7)];
    const legs = legsRound(networks, greedyMatching);
    const { paths, values, returned } = followCycle(legs);
    let home = 0;
    for (let unit = 0; unit < 9; unit++) {
      const first = legs[0]!.matching.targets[unit]!;
      const second = legs[1]!.matching.targets[first]!;
      const last = legs[2]!.matching.targets[second]!;
      expect([...paths.subarray(unit * 3, unit * 3 + 3)]).toEqual([first, second, last]);
      expect(values[unit * 3 + 2]).toBe(legs[2]!.matching.values[second]);
      if (last === unit) home++;
    }
    expect(returned).toBe(home);
  });

  it('there and back by greedy is the mutual matching, by assignment it always returns', () => {
    const [left, right] = [randomUnits(10, 8, 8), randomUnits(10, 8, 9)];
    const greedy = followCycle(legsRound([left, right], greedyMatching));
    expect(greedy.returned).toBe(mutualMatching(correlations(left, right), 10, 10).matched);
    expect(greedy.returned).toBeLessThan(10);
    expect(followCycle(legsRound([left, right], assignmentMatching)).returned).toBe(10);
  });

  it('from wherever it starts brings as many one-to-one walks home', () => {
    const networks = [randomUnits(10, 9, 21), randomUnits(10, 9, 22), randomUnits(10, 9, 23)];
    const counts = networks.map(
      (_, start) =>
        followCycle(legsRound([...networks.slice(start), ...networks.slice(0, start)], assignmentMatching)).returned,
    );
    expect(new Set(counts).size).toBe(1);
  });

  it('of units that find no partner ends there, and they are counted', () => {
    // Unit 3 is dead, unit 2 is left over in the first network, unit 0 in the second.
    const walks = followCycle([legOf([1, 0, -1, -1], 3), legOf([-1, 0])]);
    expect([...walks.paths]).toEqual([1, 0, 0, -1, -1, -1, -1, -1]);
    expect(walks.returned).toBe(1);
    expect(walks.lost).toBe(2);
    expect(walks.chance).toBeCloseTo(((2 / 3) * (1 / 2)) / 3, 12);
  });

  it('of nothing has no chance', () => {
    const walks = followCycle([legOf([-1, -1], 0), legOf([0, 0])]);
    expect([walks.returned, walks.lost]).toEqual([0, 0]);
    expect(walks.chance).toBeNaN();
  });
});

describe('the chance of returning', () => {
  const permutations = (count: number): number[][] =>
    count === 0
      ? [[]]
      : permutations(count - 1).flatMap((rest) =>
          Array.from({ length: count }, (_, place) => rest.toSpliced(place, 0, count - 1)),
        );

  it.each([
    ['one to one', [2, 0, 1], [1, 2, 0], [0, 2, 1]],
    ['greedy, with favourites', [0, 0, 2], [1, 1, 1], [2, 0, 0]],
    ['with units left over', [1, -1, 0], [2, 0, -1], [-1, 1, 2]],
  ])('is the mean over all orders of the units of every network: %s', (_, ...targets) => {
    const legs = targets.map((each) => legOf(each));
    const orders = permutations(3);
    let returned = 0;
    let walked = 0;
    for (const first of orders) {
      for (const second of orders) {
        for (const third of orders) {
          const arrive = [first, second, third];
          const shuffled = legs.map(({ matching }, leg) =>
            legOf([...matching.targets].map((target) => (target < 0 ? -1 : arrive[leg]![target]!))),
          );
          returned += followCycle(shuffled).returned;
          walked += 3;
        }
      }
    }
    expect(followCycle(legs).chance).toBeCloseTo(returned / walked, 12);
  });
});

describe('the rotation baseline of walks', () => {
  const asCorrelation = (left: number[][], right: number[][]): Correlation => ({
    rows: left.length,
    columns: right.length,
    samples: left[0]!.length,
    values: correlations(left, right),
    leftConditions: new Uint8Array(left.length),
    rightConditions: new Uint8Array(right.length),
  });
  const nothing = async (): Promise<void> => {};
  const baselineRound = (networks: number[][][], repeats: number, seed: number) =>
    cyclesBaseline(
      networks.map((left, place) => asCorrelation(left, networks[(place + 1) % networks.length]!)),
      networks.slice(1).map((network) => asCorrelation(network, network)),
      repeats,
      seed,
      nothing,
    );
  const own = randomUnits(10, 300, 31);

  it('is the walk through the mixed units themselves', async () => {
    const networks = [own, randomUnits(8, 300, 32), randomUnits(9, 300, 33)];
    const { shares } = await baselineRound(networks, 1, 4);
    const mixed = networks.map((network, place) => {
      if (place === 0) return network;
      const rotation = randomOrthogonal(network.length, new RandomSource(4, 0, 2, place));
      const standard = network.map((unit) => {
        const mean = unit.reduce((sum, value) => sum + value, 0) / unit.length;
        const deviation = Math.sqrt(unit.reduce((sum, value) => sum + (value - mean) ** 2, 0) / unit.length);
        return unit.map((value) => (value - mean) / deviation);
      });
      return standard.map((_, column) =>
        standard[0]!.map((__, sample) =>
          standard.reduce((sum, unit, row) => sum + unit[sample]! * rotation[row * network.length + column]!, 0),
        ),
      );
    });
    for (const [rule, match] of [
      ['GREEDY', greedyMatching],
      ['ASSIGNMENT', assignmentMatching],
      ['MUTUAL', mutualMatching],
    ] as const) {
      expect(shares[rule][0]).toBeCloseTo(followCycle(legsRound(mixed, match)).returned / 10, 12);
    }
  });

  it('of copies is far below what they give, which is everything', async () => {
    const copies = [own, [...own].reverse(), new RandomSource(2).shuffle([...own])];
    expect(followCycle(legsRound(copies, assignmentMatching)).returned).toBe(10);
    const { shares } = await baselineRound(copies, 19, 0);
    expect(Math.max(...shares.ASSIGNMENT)).toBeLessThan(1);
    expect(shares.ASSIGNMENT.reduce((sum, share) => sum + share, 0) / 19).toBeLessThan(0.5);
  });

  it('is the same for the same seed, and leaves out dead units', async () => {
    const networks = [own, randomUnits(8, 300, 32)];
    expect(await baselineRound(networks, 3, 7)).toEqual(await baselineRound(networks, 3, 7));
    const dead = {
      ...asCorrelation(own, own),
      leftConditions: new Uint8Array(10).fill(1),
      rightConditions: new Uint8Array(10).fill(1),
    };
    dead.values.fill(Number.NaN);
    const { shares } = await cyclesBaseline([dead, dead], [dead], 2, 0, nothing);
    expect([...shares.GREEDY]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the derivation of cycles', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await openBackend('onnxruntime');
  });
  afterAll(() => backend.dispose());

  it('follows the matchings of the pairs under every rule, and computes nothing else', async () => {
    const store = new MemoryStore();
    const engine = new Engine({ store, backend: async () => backend });
    const examples = await digits(store);
    const [a, b, c] = ['alexnet-1', 'alexnet-2', 'alexnet-3'].map((slug) => examples.recording(slug, 'conv1'));
    const pairs = [matchingsOf(a!, b!), matchingsOf(b!, c!), matchingsOf(c!, a!)];
    const matchings = [];
    for (const pair of pairs) matchings.push(await engine.derive(pair));
    const computed = engine.computed;
    const { rules, units, conditions } = await engine.derive(cyclesOf([a!, b!, c!]));
    expect(engine.computed).toBe(computed + 1);
    for (const rule of ['GREEDY', 'ASSIGNMENT', 'MUTUAL'] as const) {
      const legs = matchings.map(({ rules: of, deadLeft }) => ({ matching: of[rule], live: units - deadLeft }));
      expect(rules[rule]).toEqual(followCycle(legs));
    }
    const baseline = await engine.derive(cyclesBaselineOf([a!, b!, c!], { repeats: 5, seed: 0 }));
    expect(baseline.shares.ASSIGNMENT).toHaveLength(5);
    for (const share of baseline.shares.ASSIGNMENT) expect(share >= 0 && share <= 1).toBe(true);
    // Whom everybody's best partner has as best partner comes home by greedy as well.
    expect(rules.MUTUAL.returned).toBeLessThanOrEqual(rules.GREEDY.returned);
    expect(rules.ASSIGNMENT.returned / conditions.filter((each) => each === 0).length).toBeGreaterThan(
      rules.ASSIGNMENT.chance,
    );
  });
});
