import {
  type Alignment,
  alignmentBetween,
  type Baseline,
  type BaselineDrawing,
  type BestMatches,
  type Bootstrap,
  type BootstrapDrawing,
  baselineOf,
  bestMatchesOf,
  bootstrapOf,
  type Clustering,
  type ClusteringChoice,
  type Correlation,
  type CorrelationMeasure,
  clusteringOf,
  type Derivation,
  type LayerSimilarity,
  type Matchings,
  matchingsOf,
  type Prediction,
  type PredictionDraws,
  predictionBaselineOf,
  predictionFrom,
  type Recording,
  type Reduction,
  ranksOf,
  type SimilarityMeasure,
  type SpectralCut,
  type SpectralLabels,
  type Spectrum,
  similarityBetween,
  spectralClustersOf,
  spectrumOf,
  type UnitMeasure,
  type UnitPrediction,
  type UnitPredictionChoice,
  unitPredictionFrom,
  unitValuesOf,
} from '@unitgraph/analysis';
import type { Layer } from '../layers/layer.js';
import type { ProbeSet } from '../stimuli/probeSet.js';

/** How a baseline is drawn. */
export type BaselineChoice = BaselineDrawing;

interface KnownOfPair {
  readonly values: Map<UnitMeasure, Derivation<Correlation>>;
  readonly matchings: Map<UnitMeasure, Derivation<Matchings>>;
  readonly bestMatches: Map<string, Derivation<BestMatches>>;
}

/** By left recording, then by right one: longer than any operation, as long as the recordings' derivations are. */
const known = new WeakMap<Derivation, WeakMap<Derivation, KnownOfPair>>();

/** Two layers whose samples pair up. Derivations are made when first wanted, since a key costs a hash. */
export class LayerPair {
  readonly #known: KnownOfPair;

  constructor(
    readonly left: Layer,
    readonly right: Layer,
    readonly probeSet: ProbeSet,
    readonly reduction: Reduction,
    readonly leftRecording: Derivation<Recording>,
    readonly rightRecording: Derivation<Recording>,
  ) {
    this.#known = knownOf(leftRecording, rightRecording);
  }

  /** How alike every two units are. */
  values(measure: UnitMeasure): Derivation<Correlation> {
    const values = this.#known.values.get(measure) ?? unitValuesOf(measure, this.leftRecording, this.rightRecording);
    this.#known.values.set(measure, values);
    return values;
  }

  /** The same with the sides exchanged: its values are the transpose. */
  reversed(measure: UnitMeasure): Derivation<Correlation> {
    return unitValuesOf(measure, this.rightRecording, this.leftRecording);
  }

  matchings(measure: UnitMeasure): Derivation<Matchings> {
    const matchings =
      this.#known.matchings.get(measure) ?? matchingsOf(this.leftRecording, this.rightRecording, measure);
    this.#known.matchings.set(measure, matchings);
    return matchings;
  }

  /** The best partners of all units, both ways, without the values of all pairs. */
  bestMatches(measure: CorrelationMeasure, kept: number): Derivation<BestMatches> {
    const [left, right] = this.recordings;
    // Two layers may have the same recording, and then their units are each other's partners.
    const choice = { kept, itself: this.left.id === this.right.id };
    const name = `${measure} ${kept} ${choice.itself}`;
    const found =
      this.#known.bestMatches.get(name) ??
      (measure === 'PEARSON'
        ? bestMatchesOf(left, right, choice)
        : bestMatchesOf(ranksOf(left), ranksOf(right), choice));
    this.#known.bestMatches.set(name, found);
    return found;
  }

  /** Pairs of units. */
  get pairs(): number {
    return this.left.unitCount * this.right.unitCount;
  }

  baseline(measure: UnitMeasure, choice: BaselineChoice): Derivation<Baseline> {
    return baselineOf(this.leftRecording, this.rightRecording, choice, measure);
  }

  /** The matchings with stimuli drawn anew. */
  bootstrap(measure: CorrelationMeasure, drawing: BootstrapDrawing): Derivation<Bootstrap> {
    return bootstrapOf(this.leftRecording, this.rightRecording, drawing, measure);
  }

  /** Both recordings, left first. */
  get recordings(): readonly [Derivation<Recording>, Derivation<Recording>] {
    return [this.leftRecording, this.rightRecording];
  }

  /** How alike the two layers are as wholes. */
  similarity(measure: SimilarityMeasure): Derivation<LayerSimilarity> {
    return similarityBetween(measure, this.leftRecording, this.rightRecording);
  }

  get alignment(): Derivation<Alignment> {
    return alignmentBetween(this.leftRecording, this.rightRecording);
  }

  /** The right's units from few of the left's. */
  get prediction(): Derivation<Prediction> {
    return predictionFrom(this.leftRecording, this.rightRecording);
  }

  /** The same when the right side is made unrelated. */
  predictionBaseline(choice: BaselineChoice): Derivation<PredictionDraws> {
    return predictionBaselineOf(this.leftRecording, this.rightRecording, choice);
  }

  /** One right unit from few of the left ones, with their weights. */
  unitPrediction(choice: UnitPredictionChoice): Derivation<UnitPrediction> {
    return unitPredictionFrom(this.leftRecording, this.rightRecording, choice);
  }

  clustering(choice: ClusteringChoice): Derivation<Clustering> {
    return clusteringOf(this.leftRecording, this.rightRecording, choice);
  }

  spectrum(choice: Omit<ClusteringChoice, 'linkage'>): Derivation<Spectrum> {
    return spectrumOf(this.leftRecording, this.rightRecording, choice);
  }

  spectralClusters(choice: Omit<ClusteringChoice, 'linkage'>, cut: SpectralCut): Derivation<SpectralLabels> {
    return spectralClustersOf(this.leftRecording, this.rightRecording, choice, cut);
  }

  /** The same two with the sides exchanged. */
  get exchanged(): LayerPair {
    const { left, right, probeSet, reduction, leftRecording, rightRecording } = this;
    return new LayerPair(right, left, probeSet, reduction, rightRecording, leftRecording);
  }

  /** Values that each unit has in the recordings. */
  get samples(): number {
    return this.leftRecording.size.samples ?? 0;
  }
}

function knownOf(left: Derivation, right: Derivation): KnownOfPair {
  const ofLeft = known.get(left) ?? new WeakMap<Derivation, KnownOfPair>();
  known.set(left, ofLeft);
  const ofPair = ofLeft.get(right) ?? { values: new Map(), matchings: new Map(), bestMatches: new Map() };
  ofLeft.set(right, ofPair);
  return ofPair;
}
