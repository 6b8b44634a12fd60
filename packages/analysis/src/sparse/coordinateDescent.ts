import { Refusal } from '../errors.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { EXTRAPOLATION_ROWS, Extrapolation } from './extrapolation.js';
import { openSweepKernel, paddedLength, type SweepKernel } from './sweepKernel.js';

export interface Stopping {
  /** A solution is good when its duality gap is at most this share of the loss without predictors, which is 1/2. */
  readonly tolerance: number;
  /** Passes over the weights after which a penalty is given up. */
  readonly mostPasses: number;
}

/** What was reached at one penalty. */
export interface Descent {
  /** Half of the mean squared error, 0..1/2. */
  readonly loss: number;
  /** Weights other than 0. */
  readonly contributing: number;
  /** Duality gap, as a share of 1/2: the objective is at most this far above its minimum. */
  readonly gap: number;
  readonly converged: boolean;
  readonly passes: number;
}

/** Two matrices of so many rows in float64 fill the 4 GiB that 32-bit addresses reach. */
const MOST_PREDICTORS = 16_000;

/** Memory of one `CoordinateDescent`. */
export function descentBytes(predictors: number): number {
  const row = paddedLength(predictors);
  return 8 * row * (predictors + row + 3 + EXTRAPOLATION_ROWS);
}

/** Passes before extrapolation begins: easy targets are done by then. */
const PLAIN_PASSES = 4;

/**
 * Minimises 1/2 - w'c + w'Gw/2 + penalty |w|₁, which is (1/2n)|y - Xw|² + penalty |w|₁ for standardised X and y, by coordinate
 * descent on the Gram matrix (Friedman, Hastie and Tibshirani 2010), with working sets by the sequential strong rule
 * (Tibshirani et al. 2012) and extrapolation (`Extrapolation`). Penalties of one target are to come in falling order: each starts
 * from the solution before it. Prepared once for a Gram matrix, used for all targets.
 */
export class CoordinateDescent {
  readonly #kernel: SweepKernel;
  /** Entries of a padded row. */
  readonly #row: number;
  /** predictors x row. */
  readonly #gram: Float64Array;
  /** row x row: the Gram matrix of the working set, in the order in which predictors entered. */
  readonly #workingGram: Float64Array;
  readonly #gradient: Float64Array;
  readonly #workingGradient: Float64Array;
  readonly #workingWeights: Float64Array;
  readonly #workingCross: Float64Array;
  readonly #working: Int32Array;
  readonly #isWorking: Uint8Array;
  readonly #extrapolation: Extrapolation;
  #cross: Float64Array = new Float64Array(0);
  #size = 0;
  #penalty = 0;

  /**
   * @param gram predictors x predictors, X'X/n, symmetric, ones on the diagonal
   * @throws Refusal for more predictors than WebAssembly's memory holds
   */
  constructor(
    gram: Float64Array,
    readonly predictors: number,
  ) {
    if (predictors > MOST_PREDICTORS) {
      throw new Refusal(
        `LASSO predicts from at most ${MOST_PREDICTORS} units, and there are ${predictors}.`,
        'Choose a smaller layer to predict from.',
      );
    }
    const row = paddedLength(predictors);
    const { buffer, functions } = openSweepKernel(descentBytes(predictors));
    let used = 0;
    const take = (entries: number) => {
      used += entries;
      return new Float64Array(buffer, 8 * (used - entries), entries);
    };
    this.#kernel = functions;
    this.#row = row;
    this.#gram = take(predictors * row);
    this.#workingGram = take(row * row);
    this.#gradient = take(row);
    this.#workingGradient = take(row);
    this.#workingWeights = take(row);
    this.#workingCross = new Float64Array(row);
    this.#working = new Int32Array(row);
    this.#isWorking = new Uint8Array(row);
    this.#extrapolation = new Extrapolation(functions, () => take(row));
    for (let index = 0; index < predictors; index++)
      this.#gram.set(gram.subarray(index * predictors, (index + 1) * predictors), index * row);
  }

  /** Turns to another target, with all weights 0. @param cross X'y/n of each predictor */
  start(cross: Float64Array): void {
    this.#cross = cross;
    this.#gradient.set(cross);
    this.#size = 0;
    this.#isWorking.fill(0);
    this.#penalty = cross.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
  }

  /** Weight of each predictor; exactly 0 where it contributes nothing. */
  weights(): Float64Array {
    const weights = new Float64Array(this.predictors);
    for (let place = 0; place < this.#size; place++)
      // Adding 0 turns -0 into 0.
      weights[this.#working[place] as number] = (this.#workingWeights[place] as number) + 0;
    return weights;
  }

  solve(penalty: number, stopping: Stopping): Descent {
    return atOnce(this.solveSteps(penalty, stopping));
  }

  /** The same in steps; between them, nothing else may be asked of this object. */
  *solveSteps(penalty: number, { tolerance, mostPasses }: Stopping): Steps<Descent> {
    // A predictor whose correlation with the rest is below this will hardly enter: correlations change no faster than penalties.
    this.#enlarge(2 * penalty - this.#penalty);
    this.#penalty = penalty;
    let passes = 0;
    let wanted = tolerance;
    for (;;) {
      const moved = yield* this.#descend(penalty, wanted, mostPasses - passes);
      passes += moved.passes;
      this.#refresh();
      yield (this.#size + 4) * this.predictors;
      const gap = this.#gapOf(penalty, this.#gradient, this.predictors);
      const grown = this.#enlarge(penalty);
      const stuck = moved.stuck && !grown;
      if (gap <= tolerance || passes >= mostPasses || stuck) return this.#describe(gap, gap <= tolerance, passes);
      if (!grown) wanted /= 2;
    }
  }

  /** Takes predictors into the working set whose gradient is above the bound; says whether there were any. */
  #enlarge(bound: number): boolean {
    const first = this.#size;
    for (let predictor = 0; predictor < this.predictors; predictor++) {
      if (this.#isWorking[predictor] === 1 || Math.abs(this.#gradient[predictor] as number) <= bound) continue;
      const place = this.#size++;
      this.#isWorking[predictor] = 1;
      this.#working[place] = predictor;
      this.#workingGradient[place] = this.#gradient[predictor] as number;
      this.#workingWeights[place] = 0;
      this.#workingCross[place] = this.#cross[predictor] as number;
    }
    if (this.#size > first) this.#copyGram(first);
    return this.#size > first;
  }

  /** Completes the working set's Gram matrix by the predictors from place `first` on. */
  #copyGram(first: number): void {
    const [gram, workingGram, working, size] = [this.#gram, this.#workingGram, this.#working, this.#size];
    for (let place = 0; place < size; place++) {
      const from = this.#row * (working[place] as number);
      const to = this.#row * place;
      for (let other = place < first ? first : 0; other < size; other++)
        workingGram[to + other] = gram[from + (working[other] as number)] as number;
    }
  }

  /** Passes over the working set until its own gap is small enough, or nothing moves any more. */
  *#descend(penalty: number, tolerance: number, mostPasses: number): Steps<{ passes: number; stuck: boolean }> {
    if (this.#size === 0) return { passes: 0, stuck: true };
    const [gram, gradient] = [this.#workingGram.byteOffset, this.#workingGradient.byteOffset];
    const weights = this.#workingWeights.byteOffset;
    const length = 8 * paddedLength(this.#size);
    const [values, slopes] = [
      this.#workingWeights.subarray(0, this.#size),
      this.#workingGradient.subarray(0, this.#size),
    ];
    this.#extrapolation.restart();
    for (let passes = 1; ; passes++) {
      const moved = this.#kernel.sweep(gram, 8 * this.#row, gradient, weights, length, 8 * this.#size, penalty);
      yield this.#size ** 2;
      const done = this.#gapOf(penalty, slopes, this.#size) <= tolerance;
      if (done || moved === 0 || passes >= mostPasses) return { passes, stuck: moved === 0 };
      if (passes > PLAIN_PASSES) this.#extrapolation.after(values, slopes, () => this.#objective(penalty, this.#size));
    }
  }

  /** Computes the gradient of all predictors anew, so that no rounding of many passes is left in it. */
  #refresh(): void {
    this.#gradient.set(this.#cross);
    for (let place = 0; place < this.#size; place++) {
      const weight = this.#workingWeights[place] as number;
      if (weight === 0) continue;
      const row = this.#gram.byteOffset + 8 * this.#row * (this.#working[place] as number);
      this.#kernel.subtract(this.#gradient.byteOffset, row, 8 * this.#row, weight);
    }
    for (let place = 0; place < this.#size; place++)
      this.#workingGradient[place] = this.#gradient[this.#working[place] as number] as number;
  }

  #objective(penalty: number, size: number): number {
    const { error, norm } = this.#terms(size);
    return error / 2 + penalty * norm;
  }

  /** |y - Xw|²/n, y'(y - Xw)/n and |w|₁; the working gradient must be up to date. */
  #terms(size: number): { error: number; alignment: number; norm: number } {
    let explained = 0;
    let rest = 0;
    let norm = 0;
    for (let place = 0; place < size; place++) {
      const weight = this.#workingWeights[place] as number;
      explained += weight * (this.#workingCross[place] as number);
      rest += weight * (this.#workingGradient[place] as number);
      norm += Math.abs(weight);
    }
    return { error: Math.max(0, 1 - explained - rest), alignment: 1 - explained, norm };
  }

  /**
   * Duality gap as a share of 1/2. The dual point is the residual, scaled to the feasible point where the dual is highest.
   * @param gradient of all predictors that the problem has
   */
  #gapOf(penalty: number, gradient: Float64Array, count: number): number {
    const { error, alignment, norm } = this.#terms(this.#size);
    let steepest = 0;
    for (let index = 0; index < count; index++) {
      const slope = Math.abs(gradient[index] as number);
      if (slope > steepest) steepest = slope;
    }
    const limit = steepest > 0 ? penalty / steepest : 1;
    const best = error > 0 ? alignment / error : 1;
    const scale = Math.max(-limit, Math.min(limit, best));
    const dual = scale * alignment - (scale * scale * error) / 2;
    return 2 * Math.max(0, error / 2 + penalty * norm - dual);
  }

  #describe(gap: number, converged: boolean, passes: number): Descent {
    let contributing = 0;
    for (let place = 0; place < this.#size; place++) if (this.#workingWeights[place] !== 0) contributing++;
    return { loss: this.#terms(this.#size).error / 2, contributing, gap, converged, passes };
  }
}
