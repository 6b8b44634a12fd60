import { Refusal } from '../errors.js';
import { SAMPLE_COMPARISONS, type SampleMeasure } from '../measures/sampleMeasures.js';
import { type Derivation, isDerivation } from './derivation.js';

/** Bytes of a process unless said otherwise. */
export const USUAL_MEMORY = 2 * 2 ** 30;

/** Shares of the budget: values that are kept as inputs of further ones, sides that are prepared to be compared, what computes. */
const SHARES = { values: 1 / 6, sides: 1 / 12, computing: 3 / 4 } as const;

/** Blocks of samples, shards and threads' memory: what any pass over recordings takes. */
const PASS = 96 * 2 ** 20;

/** How many bytes of a process are for what. */
export class MemoryBudget {
  readonly values: number;
  readonly sides: number;
  readonly computing: number;
  /** Of what computes, what one pass for several together may take. */
  readonly pass: number;

  /** @param bytes of the whole process, of which its code takes some that are not counted */
  constructor(readonly bytes: number = USUAL_MEMORY) {
    this.values = Math.floor(SHARES.values * bytes);
    this.sides = Math.floor(SHARES.sides * bytes);
    this.computing = Math.floor(SHARES.computing * bytes);
    this.pass = Math.min(2 ** 29, Math.floor(this.computing / 2));
  }

  /** @throws Refusal that names need and budget, where a computation does not fit */
  check(wanted: Derivation): void {
    const need = memoryOf(wanted);
    if (need <= this.computing) return;
    throw new Refusal(
      `${wanted.title} needs about ${mebibytes(need)} of memory at once, and computations have ${mebibytes(this.computing)}.`,
      'Choose layers of fewer units, or raise UNITGRAPH_COMPUTE_MEMORY_MB, three quarters of which are for computations.',
    );
  }
}

/**
 * Bytes that a computation holds at the same time, at most: its inputs that are matrices, what it works on, its result. Recordings are
 * read in blocks, so that their length counts for little.
 */
export function memoryOf({ kind, size, parameters }: Derivation): number {
  const { units = 0, left = units, right = units, samples = 0, compared = samples, positions = 1, repeats = 1 } = size;
  const matrices = 8 * (left * left + left * right + right * right);
  /** A chunk of stimuli that change places: see `drawRearrangements`. */
  const shuffled = Math.min(4 * Math.max(left, right) * samples, 2 ** 28);
  switch (kind) {
    case 'together':
    case 'importedRecording':
    case 'probeSet':
      return 0;
    case 'recording':
    case 'reducedRecording':
      // A batch of outputs, the shard that is filled, its file.
      return PASS + 4 * 32 * units * positions + 2 ** 25;
    case 'profile':
      return PASS + 8 * 64 * units;
    case 'binEdges':
      // Two blocks; counts of the upper halves of values, of 1,024 units at a time; the values that are sorted.
      return PASS + 2 ** 25 + 2 ** 17 * Math.min(units, 1024) + Math.min(4 * units * samples, 2 ** 27);
    case 'unitRows':
      // Tiles of rows, as many as fit into 256 MiB.
      return PASS + 2 ** 28 + 2 ** 26;
    case 'bestMatches': {
      const { kept } = parameters;
      return PASS + 2 ** 28 + 2 ** 26 + 24 * (typeof kept === 'number' ? kept : 1) * (left + right);
    }
    case 'ranks':
      return PASS + 24 * samples + Math.min(4 * units * samples, 2 ** 28);
    case 'correlation':
    case 'secondMoments':
      return PASS + 2 * 8 * left * right;
    case 'mutualInformation':
      // Two blocks of either side; joint counts of 256 x 256 units, twice; their codes, copied and listed; the matrices of the result.
      return PASS + blocksOf(left, samples) + blocksOf(right, samples) + countingOf(left, right, samples);
    case 'informationBaseline':
      // The same; a chunk of stimuli as it is read and shuffled, and chunks of codes.
      return memoryOf({ kind: 'mutualInformation', size, parameters } as Derivation) + 2.5 * shuffled;
    case 'permutationBaseline':
    case 'similarityBaseline':
      // Co-moments of as many repeats as fit into 256 MiB, and shuffled chunks of both sides.
      return PASS + 2 ** 23 + Math.min(2 ** 28, 8 * repeats * left * right) + 2 * shuffled + 4 * matrices;
    case 'bootstrap':
    case 'similarityBootstrap':
      // Products of the groups of stimuli, up to 512 MiB and of eight groups at least.
      return PASS + Math.max(8 * matrices, Math.min(2 ** 29, 64 * matrices)) + 4 * matrices;
    case 'clustering':
    case 'spectrum':
    case 'spectralClusters':
      return PASS + 4 * 8 * (left + right) ** 2;
    case 'sampleBaseline':
    case 'rotatedSimilarity':
    case 'similarity':
      return PASS + 6 * matrices + pairsOf(parameters.measure, compared, kind === 'similarity' ? 2 : 3);
    case 'cycles':
    case 'universality':
      return 2 ** 22 + inputBytes(parameters) + 8 * units;
    case 'predictionBaseline':
      return PASS + 2 * shuffled + 6 * matrices;
    default:
      return PASS + 6 * matrices;
  }
}

/** The same of one that runs beside others, whose threads and device it shares: of short recordings, blocks are no longer than they are. */
export function memoryBeside(wanted: Derivation): number {
  const { units = 0, left = units, right = 0, samples = 0 } = wanted.size;
  return memoryOf(wanted) - PASS + Math.min(PASS, 2 ** 22 + 24 * (left + right) * samples);
}

/** Two shards of a recording, that are read. */
export function shardBytes({ units = 0, samples = 0, positions = 1 }: Derivation['size']): number {
  return 2 * Math.max(4 * units * positions, Math.min(2 ** 24, 4 * units * samples));
}

/** Two blocks of a side whose values are coded: see `jointCounts`. */
function blocksOf(units: number, samples: number): number {
  return 2 * Math.min(2 ** 24, 4 * units * Math.min(samples, 8_192));
}

/** Joint counts of 256 x 256 units at most, their codes, and matrices of all. */
function countingOf(left: number, right: number, samples: number): number {
  const [rows, columns] = [Math.min(256, left), Math.min(256, right)];
  return 2 ** 10 * rows * columns + 4 * (rows + columns) * Math.min(samples, 61_440) + 4 * 8 * left * right;
}

/** Numbers for all pairs of the samples compared, of so many sides, with what sorting takes. */
function pairsOf(measure: unknown, samples: number, sides: number): number {
  const comparison = SAMPLE_COMPARISONS[measure as SampleMeasure];
  if (comparison === undefined) return 0;
  const pairs = Math.min(samples, comparison.limit) ** 2 / 2;
  return measure === 'MUTUAL_KNN' ? 2 ** 24 : pairs * (8 * sides + 28);
}

/** Matchings and baselines that stand in the parameters: of their units alone, repeats included. */
function inputBytes(parameters: unknown): number {
  if (isDerivation(parameters)) {
    const { left = 0, right = 0, repeats = 1 } = parameters.size;
    return 24 * (left + right) * repeats;
  }
  if (typeof parameters !== 'object' || parameters === null) return 0;
  return Object.values(parameters).reduce((sum: number, part: unknown) => sum + inputBytes(part), 0);
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
