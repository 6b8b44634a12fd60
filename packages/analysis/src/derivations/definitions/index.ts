import type { Definition } from '../definition.js';
import { alignmentDefinition } from './alignment.js';
import { bestMatchesDefinition } from './bestMatches.js';
import { binEdgesDefinition } from './binEdges.js';
import { bootstrapDefinition } from './bootstrap.js';
import { clusteringDefinition } from './clustering.js';
import { correlationDefinition } from './correlation.js';
import { cyclesDefinition } from './cycles.js';
import { cyclesBaselineDefinition } from './cyclesBaseline.js';
import { importedRecordingDefinition } from './importedRecording.js';
import { informationBaselineDefinition } from './informationBaseline.js';
import { matchingsDefinition } from './matchings.js';
import { mutualInformationDefinition } from './mutualInformation.js';
import { permutationBaselineDefinition } from './permutationBaseline.js';
import { predictionDefinition } from './prediction.js';
import { predictionBaselineDefinition } from './predictionBaseline.js';
import { probeSetDefinition } from './probeSet.js';
import { profileDefinition } from './profile.js';
import { ranksDefinition } from './ranks.js';
import { recordingDefinition } from './recording.js';
import { reducedRecordingDefinition } from './reducedRecording.js';
import { rotatedSimilarityDefinition } from './rotatedSimilarity.js';
import { rotationBaselineDefinition } from './rotationBaseline.js';
import { sampleBaselineDefinition } from './sampleBaseline.js';
import { secondMomentsDefinition } from './secondMoments.js';
import { similarityDefinition } from './similarity.js';
import { similarityBaselineDefinition } from './similarityBaseline.js';
import { similarityBootstrapDefinition } from './similarityBootstrap.js';
import { spectralClustersDefinition } from './spectralClusters.js';
import { spectrumDefinition } from './spectrum.js';
import { togetherDefinition } from './together.js';
import { unitPredictionDefinition } from './unitPrediction.js';
import { unitRowsDefinition } from './unitRows.js';
import { universalityDefinition } from './universality.js';

const ALL = [
  recordingDefinition,
  importedRecordingDefinition,
  reducedRecordingDefinition,
  probeSetDefinition,
  profileDefinition,
  ranksDefinition,
  binEdgesDefinition,
  correlationDefinition,
  mutualInformationDefinition,
  matchingsDefinition,
  permutationBaselineDefinition,
  rotationBaselineDefinition,
  informationBaselineDefinition,
  bootstrapDefinition,
  secondMomentsDefinition,
  similarityDefinition,
  similarityBaselineDefinition,
  sampleBaselineDefinition,
  rotatedSimilarityDefinition,
  similarityBootstrapDefinition,
  alignmentDefinition,
  predictionDefinition,
  predictionBaselineDefinition,
  unitPredictionDefinition,
  clusteringDefinition,
  universalityDefinition,
  cyclesDefinition,
  cyclesBaselineDefinition,
  spectrumDefinition,
  spectralClustersDefinition,
  unitRowsDefinition,
  bestMatchesDefinition,
  togetherDefinition,
] as readonly Definition[];

const BY_KIND = new Map(ALL.map((definition) => [definition.kind, definition]));

/** All kinds that there are. */
export const DERIVATION_KINDS: readonly string[] = ALL.map(({ kind }) => kind);

/** How derivations of that kind are computed. A new kind is a file in this folder and a line above. */
export function definitionOf(kind: string): Definition {
  const definition = BY_KIND.get(kind);
  if (definition === undefined) throw new Error(`There is no derivation of kind ${kind}.`);
  return definition;
}
