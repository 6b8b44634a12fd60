import { permutedMoments, type ShuffledMeasure } from '../../baselines/permutedMoments.js';
import type { Definition, Pass } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { memoryOf } from '../memoryBudget.js';
import { multiplier } from '../multiplier.js';
import { shuffledWork } from '../prices/algebra.js';
import { similarityWork } from '../prices/sampleWork.js';
import { addWork, timesWork, type Work } from '../prices/work.js';
import type { CrossMoments, SimilarityDraws } from '../values.js';
import { type DrawnParameters, drawnOf, drawTogether, pairOf } from './drawnTogether.js';
import { bothSides } from './reads.js';

interface BaselineParameters extends DrawnParameters<ShuffledMeasure> {
  readonly within: readonly [Derivation<CrossMoments>, Derivation<CrossMoments>];
}

/** One shuffled pass for all of the measures, and the algebra of each. */
function drawnWork(wanted: readonly Derivation[]): Work {
  const { left = 0, right = 0, samples = 0, repeats = 0 } = (wanted[0] as Derivation).size;
  const compared = wanted.map((each) => similarityWork(drawnOf<ShuffledMeasure>(each).measure, left, right, 0));
  return addWork([
    shuffledWork(left, right, samples, repeats, true),
    timesWork({ ...addWork(compared), steps: 0 }, repeats),
    { scanning: 20 * left * right * repeats, steps: 1 + wanted.length },
  ]);
}

/** Shuffling and multiplying is most of the work, and the same for every measure. */
const similarityBaselinePass: Pass = {
  name: 'similarity baselines',
  theme: (wanted) => pairOf(wanted as Derivation),
  cost: drawnWork,
  // Sums serve all measures.
  memory: ([wanted]) => memoryOf(wanted as Derivation),
  async compute(members, context) {
    const wanted = members.map((member) => member.wanted) as Derivation<SimilarityDraws>[];
    const { left, right, within, repeats, seed } = drawnOf(wanted[0] as Derivation) as BaselineParameters;
    const backend = await context.backend();
    const multiply = await multiplier();
    const stage = `comparing ${repeats} times with shuffled stimuli`;
    return drawTogether<ShuffledMeasure, SimilarityDraws>(wanted, context, stage, async (measures, report) => {
      const drawn = await permutedMoments(
        measures,
        { recording: context.input(left), within: context.input(within[0]) },
        { recording: context.input(right), within: context.input(within[1]) },
        { repeats, seed },
        { store: context.store, backend, multiply },
        report,
      );
      return new Map([...drawn].map(([measure, values]) => [measure, { values }]));
    });
  },
};

export const similarityBaselineDefinition: Definition<SimilarityDraws> = {
  kind: 'similarityBaseline',
  reads: bothSides,
  cost: (wanted) => drawnWork([wanted]),
  share: { pass: similarityBaselinePass, part: (wanted) => wanted },
};
