import {
  type Backend,
  Cancelled,
  type Derivation,
  Engine,
  inputsOf,
  MemoryStore,
  openBackend,
  RandomSource,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript
import { everyKind, nameOf } from '../../benchmarks/cancel/everyKind.mjs';
// @ts-expect-error plain JavaScript
import { writeLayer, writeWide } from '../../benchmarks/cancel/layers.mjs';
import { DERIVATION_KINDS } from '../../packages/analysis/dist/derivations/definitions/index.js';
import { computeRun } from '../../packages/analysis/dist/derivations/passes.js';
import { restingBy } from '../../packages/analysis/dist/linearAlgebra/breathing.js';

const [UNITS, SAMPLES, REPEATS] = [80, 400, 2];
/** Operations between two looks whether to rest: so few that small layers have many. */
const LOOK_EVERY = 2 ** 15;
/** Operations of one step between two looks: at most those of one block of a product, which holds all units here, or of some values of all pairs of samples. */
const LONGEST_STEP = 2 ** 21;

const [p, q] = [UNITS, UNITS - Math.ceil(UNITS / 43)];
const pairs = (SAMPLES * (SAMPLES - 1)) / 2;
const rotating = REPEATS * 2 * q ** 3;

/** Operations that there are at least, of kinds whose work is not that of blocks between two reports: so many they must tell of. */
const LEAST: { readonly [name: string]: number } = {
  ranks: 10 * p * SAMPLES,
  matchings: 4 * p * q,
  rotationBaseline: rotating,
  bootstrap: REPEATS * 32 * p * q,
  'similarity CCA': q ** 3,
  'similarity SVCCA': q ** 3,
  'similarity PWCCA': q ** 3,
  'similarity PROCRUSTES': q ** 3,
  'similarity LEAST_SQUARES': q ** 3,
  'similarity SOFT_MATCHING': 4 * p * q,
  'similarity RSA': 2 * 40 * pairs,
  'similarity CKA_RBF': 2 * 20 * pairs,
  'similarity MUTUAL_KNN': 2 * 4 * SAMPLES ** 2,
  'similarityBaseline SVCCA': REPEATS * q ** 3,
  'similarityBaseline PWCCA': REPEATS * q ** 3,
  'similarityBaseline PROCRUSTES': REPEATS * q ** 3,
  'similarityBaseline LEAST_SQUARES': REPEATS * q ** 3,
  'similarityBaseline SOFT_MATCHING': REPEATS * 4 * p * q,
  'sampleBaseline RSA': 2 * 40 * pairs,
  'sampleBaseline CKA_RBF': 2 * 20 * pairs,
  'rotatedSimilarity RSA': REPEATS * 40 * pairs,
  'rotatedSimilarity SOFT_MATCHING': rotating,
  'rotatedSimilarity LEAST_SQUARES': rotating,
  'similarityBootstrap CCA': REPEATS * (q ** 3 + 3 * 32 * q ** 2),
  'similarityBootstrap SOFT_MATCHING': REPEATS * 3 * 32 * q ** 2,
  alignment: 3 * q ** 3,
  unitPrediction: p ** 3 / 6,
  'clustering AVERAGE': 4 * (p + q) ** 2,
  'clustering WARD': 4 * (p + q) ** 2,
  spectrum: (p + q) ** 3 / 2,
  spectralClusters: 10 * 2 * (p + q) * 16 ** 2,
  cyclesBaseline: rotating,
};

const store = new MemoryStore();
let backend: Backend;
let engine: Engine;
let kinds: { readonly [kind: string]: readonly Derivation[] };
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
  engine = new Engine({ store, backend: async () => backend, calibrates: false });
  const x = await writeLayer(store, { name: 'left', units: p, samples: SAMPLES, seed: 1 });
  const y = await writeLayer(store, { name: 'right', units: q, samples: SAMPLES, seed: 2 });
  const wide = await writeWide(store, { units: 24, stimuli: 32, positions: 16, seed: 3 });
  kinds = await everyKind({ x, y, wide, store, repeats: REPEATS, units: UNITS });
});
afterAll(() => engine.dispose());

/** What was seen of a computation. */
interface Seen {
  readonly outcome: unknown;
  /** Reports and rests: at each of them it can end. */
  chances: number;
  /** Operations that it told of, and the most of them between two looks. */
  told: number;
  longest: number;
  /** The same once it was to end. */
  toldAfter: number;
}

/** Computes it, resting whenever it looks whether to. @param end number of the chance at which it is cancelled */
async function watch(wanted: Derivation, end = Number.POSITIVE_INFINITY): Promise<Seen> {
  const seen = { chances: 0, told: 0, longest: 0, toldAfter: 0 };
  const inputs = new Map<string, unknown>();
  for (const input of inputsOf(wanted)) inputs.set(input.key, await engine.derive(input));
  const chance = async (): Promise<void> => {
    if (++seen.chances >= end) throw new Cancelled(wanted.title);
  };
  const context = {
    store,
    backend: async () => backend,
    input: <Value>(each: Derivation<Value>) => inputs.get(each.key) as Value,
    report: chance,
    notice() {},
  };
  const onLook = (operations: number): boolean => {
    seen.told += operations;
    seen.longest = Math.max(seen.longest, operations);
    if (seen.chances >= end) seen.toldAfter += operations;
    return true;
  };
  const outcome = await restingBy(chance, () => computeRun([wanted], context), {
    lookEvery: LOOK_EVERY,
    onLook,
  }).then(
    (values) => values.get(wanted.key),
    (error: unknown) => error,
  );
  return { ...seen, outcome };
}

/** There may be fewer chances by now, where something was kept, or threads are quicker: then an earlier one. */
async function cutAt(wanted: Derivation, chance: number): Promise<Seen> {
  const cut = await watch(wanted, chance);
  return cut.chances < chance && chance > 1 ? cutAt(wanted, Math.ceil(chance / 2)) : cut;
}

describe('every kind of computation', () => {
  it('is here', () => {
    expect(Object.keys(kinds).toSorted()).toEqual(DERIVATION_KINDS.toSorted());
    const names = new Set(Object.values(kinds).flatMap((list) => list.map((wanted): string => nameOf(wanted))));
    for (const name of Object.keys(LEAST)) expect(names).toContain(name);
  });

  it('looks after few steps whether to rest, and ends where it is cancelled', async () => {
    const random = new RandomSource(5);
    for (const wanted of Object.values(kinds).flat()) {
      const name: string = nameOf(wanted);
      // The first chance, before anything that it keeps on its way is there.
      if (wanted.kind !== 'together') expect((await watch(wanted, 1)).outcome, name).toBeInstanceOf(Cancelled);
      const whole = await watch(wanted);
      expect(whole.outcome, name).not.toBeInstanceOf(Error);
      // What it did after its last look is not known.
      expect(whole.told + LOOK_EVERY, name).toBeGreaterThanOrEqual(LEAST[name] ?? 0);
      expect(whole.longest, name).toBeLessThan(LONGEST_STEP);
      // The work of `together` is that of its inputs; recordings go on behind what they kept, which is all by now.
      if (['together', 'recording', 'reducedRecording'].includes(wanted.kind)) continue;
      const cut = await cutAt(wanted, 1 + random.below(whole.chances));
      expect(cut.outcome, name).toBeInstanceOf(Cancelled);
      // What runs beside it, as reading ahead does, may still come to its next look.
      expect(cut.toldAfter, name).toBeLessThan(LONGEST_STEP);
    }
  });
});
