import { withPreciseProducts } from '../backends/preciseProducts.js';
import { Cancelled } from '../errors.js';
import { matrixOf, transposed } from '../linearAlgebra/matrix.js';
import { comomentsTogether, type RecordingPair } from '../statistics/comomentsTogether.js';
import { chooseParts, memoryOfParts, orderedPair } from './comomentChoice.js';
import type { Member, Pass } from './definition.js';
import { definitionOf } from './definitions/index.js';
import { refusalOf } from './definitions/refuseLargeMatrix.js';
import type { Derivation } from './derivation.js';
import { readingBytes } from './prices/algebra.js';
import { addWork } from './prices/work.js';
import { reportOf } from './reportOf.js';
import type { Recording } from './values.js';

/** Two recordings whose co-moments are wanted, and what is made of them. */
export interface ComomentPart {
  readonly left: Derivation<Recording>;
  readonly right: Derivation<Recording>;
  /** Whether sums in float64 are asked for, and whether they are so even where the device cannot. */
  precision(left: Recording, right: Recording): 'QUICK' | 'PRECISE' | 'PRECISE_ANYWHERE';
  /** @param comoments left x right, this member's own to change */
  valueOf(comoments: Float64Array, left: Recording, right: Recording): unknown;
}

/**
 * Correlations and second moments over the same samples: whatever is wanted at one time, each recording is read once for all, and what
 * two kinds want of the same pair is multiplied once.
 */
export const comomentPass: Pass<ComomentPart> = {
  name: 'co-moments',
  theme: ({ left }) => `${left.size.samples ?? 0} samples`,
  choose: chooseParts,
  memory: memoryOfParts,
  cost(wanted) {
    const all = addWork(wanted.map((each) => definitionOf(each.kind).cost(each)));
    const read = new Set<string>();
    let saved = 0;
    for (const each of wanted) {
      const { left, right } = each.parameters as Pick<ComomentPart, 'left' | 'right'>;
      for (const side of new Map([left, right].map((one) => [one.key, one])).values()) {
        if (read.has(side.key)) saved += readingBytes(side);
        read.add(side.key);
      }
    }
    return { ...all, scanning: (all.scanning ?? 0) - saved };
  },
  async compute(asked, context) {
    const results = new Map<string, unknown>();
    const members = asked.filter(({ wanted, part }) => {
      const refusal = refusalOf(context.input(part.left), context.input(part.right));
      if (refusal !== null) results.set(wanted.key, refusal);
      return refusal === null;
    });
    const plan = planOf(members, (wanted) => context.input(wanted));
    if (members.length === 0) return results;
    const device = await context.backend();
    const backend = plan.anywhere ? withPreciseProducts(device) : device;
    const report = async (fraction: number): Promise<void> => {
      for (const { wanted } of members) {
        if (results.has(wanted.key)) continue;
        const cancelled = await reportOf(context, wanted.key, fraction, 'multiplying blocks of samples');
        if (cancelled !== null) results.set(wanted.key, cancelled);
      }
      if (results.size === asked.length) throw new Cancelled('A pass that nobody wants any more');
    };
    const wants = (pair: number): boolean =>
      members.some(({ wanted }, index) => plan.places[index] === pair && !results.has(wanted.key));
    try {
      const sums = await comomentsTogether(
        plan.recordings,
        plan.pairs,
        { store: context.store, backend },
        { report, wants },
      );
      for (const [index, { wanted, part }] of members.entries()) {
        if (results.has(wanted.key)) continue;
        const pair = plan.places[index] as number;
        const found = sums[pair];
        results.set(wanted.key, found instanceof Float64Array ? memberValue(part, found, context.input) : found);
      }
    } catch (error) {
      if (!(error instanceof Cancelled && results.size === asked.length)) throw error;
    }
    return results;
  },
};

/** Which recordings a pass reads, which pairs of them it multiplies, and which of these each member wants. */
interface Plan {
  readonly recordings: readonly Recording[];
  readonly pairs: readonly RecordingPair[];
  readonly places: readonly number[];
  readonly anywhere: boolean;
}

function planOf(members: readonly Member<ComomentPart>[], input: (wanted: Derivation<Recording>) => Recording): Plan {
  const recordings = new Map<string, { readonly place: number; readonly recording: Recording }>();
  const placeOf = (wanted: Derivation<Recording>): number => {
    const known = recordings.get(wanted.key) ?? { place: recordings.size, recording: input(wanted) };
    recordings.set(wanted.key, known);
    return known.place;
  };
  const pairs = new Map<string, RecordingPair & { readonly place: number }>();
  let anywhere = false;
  const places = members.map(({ part }) => {
    const { first, second } = orderedPair(part);
    const precision = part.precision(input(part.left), input(part.right));
    anywhere ||= precision === 'PRECISE_ANYWHERE';
    const key = `${first.key} ${second.key}`;
    const known = pairs.get(key);
    const place = known?.place ?? pairs.size;
    const precise = known?.precise === true || precision !== 'QUICK';
    pairs.set(key, { place, left: placeOf(first), right: placeOf(second), precise });
    return place;
  });
  return {
    recordings: [...recordings.values()].map(({ recording }) => recording),
    pairs: [...pairs.values()],
    places,
    anywhere,
  };
}

function memberValue(
  part: ComomentPart,
  sums: Float64Array,
  input: (wanted: Derivation<Recording>) => Recording,
): unknown {
  const [left, right] = [input(part.left), input(part.right)];
  const own = orderedPair(part).turned
    ? transposed(matrixOf(right.units, left.units, sums as Float64Array<ArrayBuffer>)).values
    : sums.slice();
  return part.valueOf(own, left, right);
}
