import {
  atOnce,
  type Backend,
  binEdgesOf,
  type Correlation,
  type CrossMoments,
  chosenSamples,
  chunkOrder,
  comomentsOf,
  copyShifted,
  correlationFromComoments,
  debiasedCka,
  drawRearrangements,
  kernelAlignment,
  MemoryStore,
  MOMENT_MEASURES,
  type Multiply,
  matchingsOfValues,
  movedDissimilarities,
  movedKernel,
  movedNeighbours,
  mutualInformationOf,
  nearestSamples,
  openBackend,
  openMultiply,
  partnerSamples,
  partnersOf,
  permutedInformation,
  permutedMoments,
  permutedSamples,
  RandomSource,
  type Recording,
  randomOrthogonal,
  rankedDissimilarities,
  rbfKernel,
  rearrangementsOf,
  rotatedLeastSquares,
  rotatedRsa,
  rotatedSoftMatching,
  SAMPLE_COMPARISONS,
  SAMPLE_MEASURES,
  type SampleMeasure,
  type SampleRows,
  type ShuffledMeasure,
  sampleNorms,
  samplePermutationOf,
  sampleRows,
  shuffledComoments,
  significanceOf,
  similarityOfMoments,
  softMatching,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Activations, activations, changed, nothing, type Pair, pairOf, times } from './similarityInputs.js';

let backend: Backend;
let multiply: Multiply;
beforeAll(async () => {
  [backend, multiply] = [await openBackend('onnxruntime'), await openMultiply()];
});
afterAll(() => backend.dispose());

const LEFT = activations(300, 7, 1);
const RIGHT = activations(300, 5, 2);
/** Without the equal cosines that silence makes. */
const DENSE = [activations(300, 7, 1, { rectified: false }), activations(300, 5, 2, { rectified: false })] as const;
const SHUFFLED: readonly ShuffledMeasure[] = [...MOMENT_MEASURES, 'CKA_DEBIASED', 'SOFT_MATCHING'];
const SEED = 3;

/** Some of a side's samples, in the order named. */
function picked({ units, values }: Activations, samples: ArrayLike<number>): SampleRows {
  const rows = Array.from(samples, (sample) => [...values.subarray(sample * units, (sample + 1) * units)]);
  return { count: samples.length, units, values: Float32Array.from(rows.flat()) };
}

/** The side with its samples in the order named. */
function moved(side: Activations, partners: Int32Array): Activations {
  return { units: side.units, values: picked(side, partners).values };
}

const withinOf = async (recording: Recording, store: MemoryStore): Promise<CrossMoments> => ({
  rows: recording.units,
  columns: recording.units,
  samples: recording.samples,
  values: await comomentsOf(recording, recording, true, store, backend, nothing),
  precise: true,
});

async function sidesOf({ left, right, store }: Pair) {
  const side = async (recording: Recording) => ({ recording, within: await withinOf(recording, store) });
  return [await side(left), await side(right)] as const;
}

async function drawsOf(pair: Pair, repeats: number, seed: number, measures = SHUFFLED) {
  const [left, right] = await sidesOf(pair);
  const device = { store: pair.store, backend, multiply };
  return permutedMoments(measures, left, right, { repeats, seed }, device, nothing);
}

async function correlationOfPair({ left, right, moments }: Pair): Promise<Correlation> {
  const values = correlationFromComoments(moments.across.values, left.moments, right.moments);
  const { units: rows, samples, conditions: leftConditions } = left;
  return { rows, columns: right.units, samples, values, leftConditions, rightConditions: right.conditions };
}

/** A similarity as it is, without any repeat. */
async function observed(measure: ShuffledMeasure, pair: Pair): Promise<number> {
  if (measure === 'SOFT_MATCHING') {
    const { values, rows, columns } = await correlationOfPair(pair);
    return softMatching(values, rows, columns).score;
  }
  if (measure !== 'CKA_DEBIASED') return (await similarityOfMoments(measure, pair.moments, multiply)).value;
  const norms = (recording: Recording) => sampleNorms(recording, pair.store, nothing);
  return debiasedCka(pair.moments, await norms(pair.left), await norms(pair.right));
}

/** The same for those that compare samples, over the samples that are chosen of the left. */
async function observedOfSamples(measure: SampleMeasure, { left, right, store }: Pair): Promise<number> {
  const { limit, prepare, compare } = SAMPLE_COMPARISONS[measure];
  const chosen = chosenSamples(left.samples, limit);
  const rows = (recording: Recording) => sampleRows(recording, chosen, store, nothing);
  return atOnce(
    compare(
      await prepare(await rows(left), 'left', backend, nothing),
      await prepare(await rows(right), 'right', backend, nothing),
    ),
  );
}

describe('rearrangements', () => {
  it('are permutations, other ones in every repeat, of stimuli within chunks that change places', () => {
    for (const [stimuli, chunk] of [
      [40, 40],
      [40, 12],
      [7, 2],
    ] as const) {
      const drawn = rearrangementsOf(stimuli, chunk, 6, SEED);
      const orders = drawn.shifts.map((_, repeat) => [...partnersOf(drawn, repeat)]);
      for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual([...Array(stimuli).keys()]);
      if (chunk === stimuli) expect(new Set(orders.map(String)).size).toBe(6);
    }
  });

  it('say in stimuli what shifted copies are', () => {
    const drawn = rearrangementsOf(9, 9, 4, SEED);
    const order = chunkOrder(9, 0, SEED);
    drawn.shifts.forEach((shift, repeat) => {
      const shuffled = { index: 0, units: 1, samples: 9, values: Float32Array.from(order) };
      const met = new Float32Array(9);
      copyShifted(met, 0, shuffled, 0, 9, shift.stimuli);
      const partners = partnersOf(drawn, repeat);
      order.forEach((stimulus, place) => {
        expect(partners[stimulus]).toBe(met[place]);
      });
    });
  });

  it('take positions along with their stimulus', () => {
    expect([...partnerSamples(Int32Array.of(2, 0, 1), 2)]).toEqual([4, 5, 0, 1, 2, 3]);
  });
});

describe('what was prepared of samples, in another order, is what is prepared of them in that order', () => {
  const order = new RandomSource(4).shuffle(Int32Array.from({ length: 120 }, (_, sample) => sample));
  const plain = picked(RIGHT, [...Array(120).keys()]);
  const reordered = picked(RIGHT, order);

  it('a kernel', async () => {
    const found = atOnce(movedKernel(await rbfKernel(plain, 'right', backend, nothing), order));
    const wanted = await rbfKernel(reordered, 'right', backend, nothing);
    found.values.forEach((value, pair) => {
      expect(Math.abs(value - wanted.values[pair]!)).toBeLessThan(1e-12);
    });
    found.sums.forEach((sum, sample) => {
      expect(sum).toBeCloseTo(wanted.sums[sample]!, 11);
    });
    const left = await rbfKernel(picked(LEFT, [...Array(120).keys()]), 'left', backend, nothing);
    expect(atOnce(kernelAlignment(left, found))).toBeCloseTo(atOnce(kernelAlignment(left, wanted)), 12);
  });

  it('dissimilarities, those of silent samples left out', async () => {
    for (const rows of [plain, { ...plain, values: plain.values.map((value, at) => (at < 10 ? 0 : value)) }]) {
      const other = {
        ...rows,
        values: Float32Array.from([...order].flatMap((at) => [...rows.values.subarray(at * 5, at * 5 + 5)])),
      };
      const found = atOnce(movedDissimilarities(await rankedDissimilarities(rows, backend, nothing), order));
      const wanted = await rankedDissimilarities(other, backend, nothing);
      expect(found).toEqual(wanted);
    }
  });

  it('neighbours', async () => {
    // Of rectified units many cosines are equal, and settled by the order of samples.
    const dense = activations(120, 5, 2, { rectified: false });
    const found = atOnce(
      movedNeighbours(await nearestSamples(picked(dense, order.toSorted()), 6, backend, nothing), order),
    );
    expect(found).toEqual(await nearestSamples(picked(dense, order), 6, backend, nothing));
  });
});

describe('a draw of a permutation baseline is the value of a shuffled copy', () => {
  it.each([
    ['one sample a stimulus', 1],
    ['positions', 3],
  ] as const)('of second moments, debiased CKA and soft matching: %s', async (_, positions) => {
    const pair = await pairOf(LEFT, RIGHT, backend, positions);
    const draws = await drawsOf(pair, 3, SEED);
    const drawn = drawRearrangements(pair.left, pair.right, 3, SEED);
    for (let repeat = 0; repeat < 3; repeat++) {
      const partners = partnerSamples(partnersOf(drawn, repeat), positions);
      const copy = await pairOf(LEFT, moved(RIGHT, partners), backend, positions);
      for (const measure of SHUFFLED) {
        expect(draws.get(measure)![repeat], measure).toBeCloseTo(await observed(measure, copy), 8);
      }
    }
  });

  it.each(SAMPLE_MEASURES)('of samples with samples: %s', async (measure) => {
    const pair = await pairOf(DENSE[0], DENSE[1], backend, 3);
    const draws = await permutedSamples(
      measure,
      pair.left,
      pair.right,
      { repeats: 3, seed: SEED },
      { store: pair.store, backend },
      nothing,
    );
    const drawn = drawRearrangements(pair.left, pair.right, 3, SEED);
    for (const [repeat, value] of draws.entries()) {
      const copy = await pairOf(DENSE[0], moved(DENSE[1], partnerSamples(partnersOf(drawn, repeat), 3)), backend, 3);
      expect(value).toBeCloseTo(await observedOfSamples(measure, copy), 9);
    }
  });

  it('of some samples alone: stimuli change places among themselves, positions bring others in', async () => {
    const [limit, seed] = [40, SEED];
    const { prepare, compare } = SAMPLE_COMPARISONS.RSA;
    const chosen = chosenSamples(300, limit);
    for (const [positions, how] of [
      [1, 'MOVED'],
      [5, 'ANEW'],
    ] as const) {
      const stimuli = 300 / positions;
      expect(samplePermutationOf('RSA', 300, stimuli, limit)).toBe(how);
      const { left, right, store } = await pairOf(...DENSE, backend, positions);
      const drawing = { repeats: 2, seed };
      const draws = await permutedSamples('RSA', left, right, drawing, { store, backend }, nothing, limit);
      for (const [repeat, draw] of draws.entries()) {
        const whole = partnerSamples(partnersOf(rearrangementsOf(stimuli, stimuli, 2, seed), repeat), positions);
        const among = partnersOf(rearrangementsOf(limit, limit, 2, seed), repeat).map((place) => chosen[place]!);
        const partners = how === 'ANEW' ? chosen.map((sample) => whole[sample]!) : among;
        const x = await prepare(picked(DENSE[0], chosen), 'left', backend, nothing);
        expect(draw).toBeCloseTo(
          atOnce(compare(x, await prepare(picked(DENSE[1], partners), 'right', backend, nothing))),
          12,
        );
      }
    }
  });

  it('of mutual information', async () => {
    const pair = await pairOf(LEFT, RIGHT, backend, 3);
    const binned = async (recording: Recording, store: MemoryStore) => ({
      recording,
      edges: await binEdgesOf(recording, store, nothing),
    });
    const sides = [await binned(pair.left, pair.store), await binned(pair.right, pair.store)] as const;
    const draws = await permutedInformation(
      ...sides,
      { repeats: 2, seed: SEED },
      { store: pair.store, backend },
      nothing,
    );
    const drawn = drawRearrangements(pair.left, pair.right, 2, SEED);
    for (let repeat = 0; repeat < 2; repeat++) {
      const copy = await pairOf(LEFT, moved(RIGHT, partnerSamples(partnersOf(drawn, repeat), 3)), backend, 3);
      const other = [await binned(copy.left, copy.store), await binned(copy.right, copy.store)] as const;
      const { corrected, rows, columns, samples } = await mutualInformationOf(
        ...other,
        false,
        { store: copy.store, backend },
        nothing,
      );
      const { rules } = matchingsOfValues({
        ...{ rows, columns, samples, values: corrected },
        leftConditions: copy.left.conditions,
        rightConditions: copy.right.conditions,
      });
      for (const rule of ['GREEDY', 'ASSIGNMENT', 'MUTUAL'] as const) {
        expect(draws.rules[rule].means[repeat]).toBe(rules[rule].mean);
        expect([...draws.rules[rule].values.subarray(repeat * rows, (repeat + 1) * rows)]).toEqual([
          ...rules[rule].values,
        ]);
      }
    }
  });
});

describe('permutation baselines', () => {
  it('hold what unrelated layers give, and are far below a copy: 1 / (repeats + 1)', async () => {
    const random = new RandomSource(8);
    const noise = { units: 5, values: Float32Array.from({ length: 1500 }, () => Math.max(0, random.normal())) };
    const [unrelated, copy] = [await pairOf(LEFT, noise, backend), await pairOf(LEFT, LEFT, backend)];
    const distance = (measure: string) => (measure === 'PROCRUSTES' ? -1 : 1);
    const chance = (measure: string, value: number, draws: Float64Array) =>
      significanceOf(
        distance(measure) * value,
        draws.map((draw) => distance(measure) * draw),
      ).pValue;
    const [within, above] = [await drawsOf(unrelated, 19, SEED), await drawsOf(copy, 19, SEED)];
    for (const measure of SHUFFLED) {
      expect(chance(measure, await observed(measure, unrelated), within.get(measure)!), measure).toBeGreaterThan(0.05);
      expect(chance(measure, await observed(measure, copy), above.get(measure)!), measure).toBe(1 / 20);
    }
    for (const measure of SAMPLE_MEASURES) {
      const p = async (pair: Pair) => {
        const device = { store: pair.store, backend };
        const draws = await permutedSamples(
          measure,
          pair.left,
          pair.right,
          { repeats: 19, seed: SEED },
          device,
          nothing,
        );
        return chance(measure, await observedOfSamples(measure, pair), draws);
      };
      expect(await p(unrelated), measure).toBeGreaterThan(0.05);
      expect(await p(copy), measure).toBe(1 / 20);
    }
  });

  it('hold mutual information likewise', async () => {
    const chance = async (side: Activations): Promise<number> => {
      const { left, right, store } = await pairOf(LEFT, side, backend);
      const binned = async (recording: Recording) => ({
        recording,
        edges: await binEdgesOf(recording, store, nothing),
      });
      const sides = [await binned(left), await binned(right)] as const;
      const device = { store, backend };
      const { corrected, rows, columns, samples } = await mutualInformationOf(...sides, false, device, nothing);
      const conditions = { leftConditions: left.conditions, rightConditions: right.conditions };
      const { mean } = matchingsOfValues({ rows, columns, samples, values: corrected, ...conditions }).rules.ASSIGNMENT;
      const { rules } = await permutedInformation(...sides, { repeats: 19, seed: SEED }, device, nothing);
      return significanceOf(mean, rules.ASSIGNMENT.means).pValue;
    };
    expect(await chance(RIGHT)).toBe(1 / 20);
    const random = new RandomSource(9);
    const unrelated: number[] = [];
    for (let trial = 0; trial < 8; trial++) {
      const values = Float32Array.from({ length: 1500 }, () => Math.max(0, random.normal()));
      unrelated.push(await chance({ units: 5, values }));
    }
    // Uniform over 0.05 to 1: four of eight at 0.1 or below have a chance of half a per cent.
    expect(unrelated.filter((value) => value < 0.11).length).toBeLessThan(4);
  });

  it('are the same for the same seed, for one measure as for many, and fewer repeats are the first of more', async () => {
    const pair = await pairOf(LEFT, RIGHT, backend);
    const all = await drawsOf(pair, 6, 1);
    expect(await drawsOf(pair, 6, 1)).toEqual(all);
    expect((await drawsOf(pair, 6, 1, ['CCA'])).get('CCA')).toEqual(all.get('CCA'));
    expect((await drawsOf(pair, 4, 1)).get('CCA')).toEqual(all.get('CCA')!.slice(0, 4));
    expect((await drawsOf(pair, 6, 2)).get('CCA')).not.toEqual(all.get('CCA'));
    const device = { store: pair.store, backend };
    const sampled = (repeats: number, seed: number) =>
      permutedSamples('MUTUAL_KNN', pair.left, pair.right, { repeats, seed }, device, nothing);
    expect(await sampled(3, 1)).toEqual((await sampled(5, 1)).slice(0, 3));
    expect(await sampled(5, 2)).not.toEqual(await sampled(5, 1));
  });

  it('hold the sums of some repeats at a time, to the same end', async () => {
    const { left, right, store } = await pairOf(LEFT, RIGHT, backend);
    const sums = async (sumsBytes: number) => {
      const taken: Float64Array[] = [];
      const take = (comoments: Float64Array, repeat: number): void => {
        taken[repeat] = comoments;
      };
      await shuffledComoments(left, right, { repeats: 5, seed: SEED, sumsBytes, take }, { store, backend }, nothing);
      return taken;
    };
    const [together, apart] = [await sums(2 ** 20), await sums(2 * 8 * 7 * 5)];
    expect(together).toHaveLength(5);
    apart.forEach((comoments, repeat) => {
      comoments.forEach((value, at) => {
        expect(value).toBeCloseTo(together[repeat]![at]!, 3);
      });
    });
  });

  it('leave units without variance out', async () => {
    const silent = changed(RIGHT, (sample) => [0, ...sample, 2.5]);
    const [plain, more] = [await pairOf(LEFT, RIGHT, backend), await pairOf(LEFT, silent, backend)];
    const [wanted, found] = [await drawsOf(plain, 2, SEED), await drawsOf(more, 2, SEED)];
    for (const measure of SHUFFLED) {
      found.get(measure)!.forEach((value, repeat) => {
        expect(value, measure).toBeCloseTo(wanted.get(measure)![repeat]!, 8);
      });
    }
  });
});

describe('rotation baselines', () => {
  /** A reflection that takes the direction of equal units to another one of length 1: columns of the matrix are new units. */
  function reflection(units: number, direction: Float64Array): Float64Array {
    const normal = direction.map((value) => 1 / Math.sqrt(units) - value);
    const square = normal.reduce((sum, value) => sum + value * value, 0);
    return Float64Array.from({ length: units * units }, (_, at) => {
      const [row, column] = [Math.floor(at / units), at % units];
      return (row === column ? 1 : 0) - (2 * normal[row]! * normal[column]!) / square;
    });
  }

  const UNCHANGED = ['CKA_LINEAR', 'CKA_DEBIASED', 'CCA', 'SVCCA', 'PWCCA', 'PROCRUSTES'] as const;
  const direction = (units: number): Float64Array => {
    const random = new RandomSource(3);
    const draw = Float64Array.from({ length: units }, () => random.normal());
    const length = Math.sqrt(draw.reduce((sum, value) => sum + value * value, 0));
    return draw.map((value) => value / length);
  };
  const turned = (side: Activations): Activations =>
    changed(side, times(reflection(side.units, direction(side.units)), side.units));

  it('are refused where a rotation changes nothing, and only there', async () => {
    const [plain, other] = [await pairOf(LEFT, RIGHT, backend), await pairOf(LEFT, turned(RIGHT), backend)];
    for (const measure of UNCHANGED) {
      expect(await observed(measure, other), measure).toBeCloseTo(await observed(measure, plain), 5);
    }
    const dense = [await pairOf(...DENSE, backend), await pairOf(DENSE[0], turned(DENSE[1]), backend)] as const;
    for (const measure of ['CKA_RBF', 'MUTUAL_KNN'] as const) {
      const [found, wanted] = [await observedOfSamples(measure, dense[1]), await observedOfSamples(measure, dense[0])];
      expect(found, measure).toBeCloseTo(wanted, 4);
    }
    for (const measure of ['LEAST_SQUARES', 'SOFT_MATCHING'] as const) {
      expect(Math.abs((await observed(measure, other)) - (await observed(measure, plain))), measure).toBeGreaterThan(
        1e-3,
      );
    }
    const rsa = [await observedOfSamples('RSA', plain), await observedOfSamples('RSA', other)] as const;
    expect(Math.abs(rsa[0] - rsa[1])).toBeGreaterThan(1e-3);
  });

  it('of RSA: what a rotated copy gives, whatever else the rotation does', async () => {
    const pair = await pairOf(LEFT, RIGHT, backend);
    const draws = await rotatedRsa(
      pair.left,
      pair.right,
      { repeats: 2, seed: 6 },
      { store: pair.store, backend },
      nothing,
    );
    for (const [repeat, value] of draws.entries()) {
      const random = new RandomSource(6, repeat, 5);
      const draw = Float64Array.from({ length: 5 }, () => random.normal());
      const length = Math.sqrt(draw.reduce((sum, each) => sum + each * each, 0));
      const copy = changed(
        RIGHT,
        times(
          reflection(
            5,
            draw.map((each) => each / length),
          ),
          5,
        ),
      );
      expect(value).toBeCloseTo(await observedOfSamples('RSA', await pairOf(LEFT, copy, backend)), 4);
    }
  });

  it('of least squares and soft matching: what a rotated copy of standardised units gives', async () => {
    const pair = await pairOf(LEFT, RIGHT, backend);
    const { mean, squares, count } = pair.right.moments;
    const standard = changed(RIGHT, (sample) =>
      sample.map((value, unit) => (value - mean[unit]!) / Math.sqrt(squares[unit]! / count)),
    );
    const within = await correlationOfPair(await pairOf(RIGHT, RIGHT, backend));
    const rotations = { repeats: 2, seed: 6 };
    const soft = await rotatedSoftMatching(await correlationOfPair(pair), within, rotations, nothing);
    const squaresOf = await rotatedLeastSquares(pair.moments, rotations, multiply, nothing);
    for (const repeat of [0, 1]) {
      const rotation = randomOrthogonal(5, new RandomSource(6, repeat, 2));
      const copy = await pairOf(LEFT, changed(standard, times(rotation, 5)), backend);
      expect(soft[repeat]).toBeCloseTo(await observed('SOFT_MATCHING', copy), 5);
      expect(squaresOf[repeat]).toBeCloseTo(await observed('LEAST_SQUARES', copy), 5);
    }
  });
});
