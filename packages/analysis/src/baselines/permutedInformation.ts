import type { Backend } from '../backends/backend.js';
import type { Baseline } from '../derivations/values.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { matchingSteps } from '../matchings/matchings.js';
import { informationOfTile, leaveOutDead, noInformation, weightedLogarithms } from '../measures/mutualInformation.js';
import { RecordingReader } from '../recordings/readRecording.js';
import { Coder } from '../statistics/codes.js';
import { type BinnedRecording, CODED_SAMPLES, tilesOf, type UnitTile } from '../statistics/jointCounts.js';
import type { Store } from '../storage/store.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { Draws } from './draws.js';
import { drawRearrangements } from './rearrangements.js';
import { copyShifted, type Shift, type ShuffledChunk, shuffledChunk } from './shuffle.js';

/**
 * The matchings by mutual information, less its bias, when the right side's stimuli change places as in `permutationBaseline`:
 * the same rearrangements. The bins of a unit are those of all its samples and stay as they are; what is counted anew, exactly,
 * is how often they meet.
 */
export async function permutedInformation(
  left: BinnedRecording,
  right: BinnedRecording,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<Baseline> {
  const [rows, columns, samples] = [left.recording.units, right.recording.units, left.recording.samples];
  const { shifts, chunks, chunkStimuli } = drawRearrangements(left.recording, right.recording, repeats, seed);
  const sides = [
    await CodedChunks.open(left, { store, seed, chunkStimuli, chunks }, () => report(0)),
    await CodedChunks.open(right, { store, seed, chunkStimuli, chunks }, () => report(0)),
  ] as const;
  const information = noInformation(rows, columns, samples);
  const logarithms = weightedLogarithms(samples);
  const draws = new Draws(repeats, rows);
  const [rowTiles, columnTiles] = [tilesOf(rows), tilesOf(columns)];
  const tiles = rowTiles.flatMap((row) => columnTiles.map((column) => [row, column] as const));
  // Shared memory is freed late: all tiles of all repeats are counted in the same.
  const [height, width] = [rowTiles, columnTiles].map(([first]) => first?.units ?? 0) as [number, number];
  const room = sharedArray(Int32Array, height * sides[0].depth * width * sides[1].depth);
  for (const [repeat, shift] of shifts.entries()) {
    for (const [index, [rowTile, columnTile]] of tiles.entries()) {
      const joint = room.subarray(0, rowTile.units * sides[0].depth * columnTile.units * sides[1].depth).fill(0);
      await countMeetings(joint, sides, rowTile, columnTile, shift, chunks, backend, (fraction) =>
        report((repeat + (index + fraction) / tiles.length) / repeats),
      );
      await informationOfTile(
        {
          ...{ firstRow: rowTile.first, rows: rowTile.units, firstColumn: columnTile.first, columns: columnTile.units },
          ...{ samples, joint, leftDepth: sides[0].depth, rightDepth: sides[1].depth },
          leftCounts: sides[0].countsOf(rowTile),
          rightCounts: sides[1].countsOf(columnTile),
        },
        information,
        false,
        logarithms,
      );
    }
    const [leftConditions, rightConditions] = [left.recording.conditions, right.recording.conditions];
    leaveOutDead(information, leftConditions, rightConditions);
    const values = information.corrected;
    const correlation = { rows, columns, samples, values, leftConditions, rightConditions };
    draws.add(repeat, await restingBetween(matchingSteps(correlation)));
  }
  return draws.finish();
}

async function countMeetings(
  joint: Int32Array,
  sides: readonly [CodedChunks, CodedChunks],
  rows: UnitTile,
  columns: UnitTile,
  shift: Shift,
  chunks: number,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  for (let index = 0; index < chunks; index++) {
    const x = partOf(await sides[0].read(index), rows);
    const y = partOf(await sides[1].read(shift.chunkOf(index)), columns);
    const by = shift.stimuli * sides[1].positions;
    for (let first = 0; first < x.samples; first += CODED_SAMPLES) {
      const count = Math.min(CODED_SAMPLES, x.samples - first);
      const block = (chunk: ShuffledChunk<Uint8Array>, depth: number, distance: number) => {
        const codes = new Uint8Array(chunk.units * count);
        copyShifted(codes, 0, chunk, first, count, distance);
        return { units: chunk.units, samples: count, depth, codes };
      };
      await backend.addCodeCounts(block(x, sides[0].depth, 0), block(y, sides[1].depth, by), joint);
      await report((index + (first + count) / x.samples) / chunks);
    }
  }
}

function partOf(chunk: ShuffledChunk<Uint8Array>, { first, units }: UnitTile): ShuffledChunk<Uint8Array> {
  const { samples, values } = chunk;
  return { ...chunk, units, values: values.subarray(first * samples, (first + units) * samples) };
}

/** A recording's shuffled chunks as codes of bins, a quarter of the activations' size; the one read last is kept. */
class CodedChunks {
  readonly #reader: RecordingReader;
  readonly #coder: Coder;
  /** units x (depth + 1). */
  readonly #counts: Float64Array;
  #kept: ShuffledChunk<Uint8Array> | undefined;

  private constructor(
    readonly side: BinnedRecording,
    readonly of: { readonly store: Store; readonly seed: number; readonly chunkStimuli: number },
  ) {
    this.#reader = new RecordingReader(side.recording, of.store);
    this.#coder = Coder.of(side.edges);
    this.#counts = sharedArray(Float64Array, side.recording.units * (this.#coder.depth + 1));
  }

  /** Reads all chunks once, to count each unit's codes. */
  static async open(
    side: BinnedRecording,
    of: { readonly store: Store; readonly seed: number; readonly chunkStimuli: number; readonly chunks: number },
    report: () => Promise<void>,
  ): Promise<CodedChunks> {
    const opened = new CodedChunks(side, of);
    for (let index = 0; index < of.chunks; index++) {
      await opened.#read(index, opened.#counts);
      await report();
    }
    return opened;
  }

  get depth(): number {
    return this.#coder.depth;
  }

  get positions(): number {
    return this.side.recording.positions;
  }

  countsOf({ first, units }: UnitTile): Float64Array {
    return this.#counts.subarray(first * (this.depth + 1), (first + units) * (this.depth + 1));
  }

  async read(index: number): Promise<ShuffledChunk<Uint8Array>> {
    if (this.#kept?.index === index) return this.#kept;
    return this.#read(index);
  }

  async #read(index: number, counts?: Float64Array): Promise<ShuffledChunk<Uint8Array>> {
    const { values, units, samples } = await shuffledChunk(this.#reader, index, this.of.chunkStimuli, this.of.seed);
    const codes = new Uint8Array(units * samples);
    const block = { units, samples, depth: this.depth, codes };
    this.#coder.code(values, samples, [0, units], block, 0, counts);
    this.#kept = { index, units, samples, values: codes };
    return this.#kept;
  }
}
