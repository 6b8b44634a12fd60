import type { ComomentPart } from './comomentPass.js';
import type { Candidate } from './definition.js';
import type { Derivation } from './derivation.js';
import { shardBytes } from './memoryBudget.js';

/** Samples of a block that is reckoned with: the longest that a backend asks for. */
const BLOCK_SAMPLES = 4112;
/** Seconds that one run may take at most, where it can be cut: somebody else may be waiting. */
const LONGEST = 10;

/** One order, whichever side is asked from: what both ways want is multiplied once, and is the same to the last bit. */
export function orderedPair({ left, right }: ComomentPart) {
  const turned = left.key > right.key;
  return turned ? { first: right, second: left, turned } : { first: left, second: right, turned };
}

function pairKey(part: ComomentPart): string {
  const { first, second } = orderedPair(part);
  return `${first.key} ${second.key}`;
}

/** Its recordings, each once. */
function sidesOf({ left, right }: ComomentPart): Derivation[] {
  return left.key === right.key ? [left] : [left, right];
}

/** What of a pass is read and multiplied by now, and the bytes that it takes. */
class Gathered {
  bytes = 0;
  readonly #read = new Set<string>();
  readonly #pairs = new Set<string>();

  add(part: ComomentPart): void {
    this.bytes += this.bytesOf(part);
    for (const { key } of this.unread(part)) this.#read.add(key);
    this.#pairs.add(pairKey(part));
  }

  /** Sides of it that nothing before it reads. */
  unread(part: ComomentPart): Derivation[] {
    return sidesOf(part).filter(({ key }) => !this.#read.has(key));
  }

  /** What it would take besides. */
  bytesOf(part: ComomentPart): number {
    const { first, second } = orderedPair(part);
    const products = (first.size.units ?? 0) * (second.size.units ?? 0);
    const matrices = this.#pairs.has(pairKey(part)) ? 1 : 2;
    return 8 * matrices * products + this.unread(part).reduce((sum, side) => sum + memoryOf(side), 0);
  }
}

/** Bytes that a pass for all of these takes. */
export function memoryOfParts(parts: readonly ComomentPart[]): number {
  const gathered = new Gathered();
  for (const part of parts) gathered.add(part);
  return gathered.bytes;
}

/**
 * Those that have recordings in common with the first, or with those chosen so far: as many as memory has room for. Pairs of recordings
 * that are read in any case come first, since they cost no reading. What is less urgent than the first waits.
 */
export function chooseParts(first: ComomentPart, others: readonly Candidate<ComomentPart>[], room: number) {
  const gathered = new Gathered();
  gathered.add(first);
  const chosen: Candidate<ComomentPart>[] = [];
  let seconds = 0;
  let waiting = others.filter(({ urgent }) => urgent);
  for (let found = true; found; ) {
    found = false;
    // First those that need nothing more read, then those that need one more recording; never those with nothing in common.
    for (const most of [0, 1]) {
      const left: Candidate<ComomentPart>[] = [];
      for (const candidate of waiting) {
        const unread = gathered.unread(candidate.part).length;
        const joins = unread <= most && unread < sidesOf(candidate.part).length;
        const fits = gathered.bytes + gathered.bytesOf(candidate.part) <= room;
        if (joins && fits && seconds + candidate.seconds <= LONGEST) {
          gathered.add(candidate.part);
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
function memoryOf({ size }: Derivation): number {
  const { units = 0, samples = 0 } = size;
  return shardBytes(size) + Math.max(4 * 4 * units * Math.min(samples, BLOCK_SAMPLES), shardBytes(size));
}
