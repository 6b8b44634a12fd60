import { withPreciseProducts } from '../backends/preciseProducts.js';
import { Cancelled } from '../errors.js';
import { matrixOf, transposed } from '../linearAlgebra/matrix.js';
import { comomentsTogether, type RecordingPair } from '../statistics/comomentsTogether.js';
import type { Candidate, Member, Pass } from './definition.js';
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

/** Bytes of a shard, of which a reader holds up to two: see `LayerRecorder`. */
const SHARD_BYTES = 2 ** 24;
/** Samples of a block that is reckoned with: the longest that a backend asks for. */
const BLOCK_SAMPLES = 4112;
/** Seconds that one run may take at most, where it can be cut: somebody else may be waiting. */
const LONGEST = 10;

/**
 * Correlations and second moments over the same samples: whatever is wanted at one time, each recording is read once for all, and what
 * two kinds want of the same pair is multiplied once.
 */
export const comomentPass: Pass<ComomentPart> = {
  name: 'co-moments',
  theme: ({ left }) => `${left.size.samples ?? 0} samples`,
  choose: chooseParts,
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

/** One order, whichever side is asked from: what both ways want is multiplied once, and is the same to the last bit. */
function orderedPair({ left, right }: ComomentPart) {
  const turned = left.key > right.key;
  return turned ? { first: right, second: left, turned } : { first: left, second: right, turned };
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

/**
 * Those that have recordings in common with the first, or with those chosen so far: as many as memory has room for. Pairs of recordings
 * that are read in any case come first, since they cost no reading. What is less urgent than the first waits.
 */
function chooseParts(first: ComomentPart, others: readonly Candidate<ComomentPart>[], room: number) {
  const read = new Set<string>();
  const pairs = new Set<string>();
  const chosen: Candidate<ComomentPart>[] = [];
  let [bytes, seconds] = [0, 0];
  const newOnes = ({ left, right }: ComomentPart) =>
    [...new Map([left, right].map((side) => [side.key, side])).values()].filter(({ key }) => !read.has(key));
  const bytesOf = (part: ComomentPart): number => {
    const { first: one, second: other } = orderedPair(part);
    const products = (one.size.units ?? 0) * (other.size.units ?? 0);
    const known = pairs.has(`${one.key} ${other.key}`) ? 1 : 2;
    return 8 * known * products + newOnes(part).reduce((sum, side) => sum + memoryOf(side), 0);
  };
  const take = (part: ComomentPart): void => {
    bytes += bytesOf(part);
    for (const { key } of newOnes(part)) read.add(key);
    const { first: one, second: other } = orderedPair(part);
    pairs.add(`${one.key} ${other.key}`);
  };
  take(first);
  let waiting = others.filter(({ urgent }) => urgent);
  for (let found = true; found; ) {
    found = false;
    // First those that need nothing more read, then those that need one more recording; never those with nothing in common.
    for (const most of [0, 1]) {
      const left: Candidate<ComomentPart>[] = [];
      for (const candidate of waiting) {
        const sides = new Set([candidate.part.left.key, candidate.part.right.key]).size;
        const unread = newOnes(candidate.part).length;
        const joins = unread <= most && unread < sides;
        if (joins && bytes + bytesOf(candidate.part) <= room && seconds + candidate.seconds <= LONGEST) {
          take(candidate.part);
          seconds += candidate.seconds;
          chosen.push(candidate);
          found = true;
        } else left.push(candidate);
      }
      waiting = left;
      if (found) break;
    }
  }
  return chosen;
}

/** Bytes that reading one recording takes: two shards, and two blocks in each of two forms, or whole shards in one. */
function memoryOf({ size: { units = 0, samples = 0, positions = 1 } }: Derivation): number {
  const shard = Math.max(4 * units * positions, Math.min(SHARD_BYTES, 4 * units * samples));
  return 2 * shard + Math.max(4 * 4 * units * Math.min(samples, BLOCK_SAMPLES), 2 * shard);
}
