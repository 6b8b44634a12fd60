// Arrays on disk, and how they become recordings.
export { ARRAY_FORMATS, type ArrayFile, type ArrayFormat, openArrayFile } from './arrays/arrayFile.js';
export { type ByteSource, bytesInMemory, type Unpack } from './arrays/byteSource.js';
export { ELEMENT_BYTES, ELEMENT_TYPES, type ElementType } from './arrays/elementTypes.js';
export { readNpyHeader } from './arrays/npyArray.js';
export { refusePickle, refusePickleName, SAFE_EXPORT } from './arrays/refusePickles.js';
export { productOf, type Slab, type StoredArray } from './arrays/storedArray.js';
export { type ZipEntry, ZipFile } from './arrays/zipFile.js';
export * from './backends/backend.js';
export { BACKENDS, CANDIDATES, type Candidate, openBackend } from './backends/candidates.js';
// Similarity measures, the linear algebra behind them, and the bootstrap.
export { withPreciseProducts } from './backends/preciseProducts.js';
export { type Selection, type SelectOptions, selectBackend } from './backends/selectBackend.js';
export type { Watch } from './backends/succession.js';
export { type AdapterInfo, isSoftware, nameOf } from './backends/webgpu/adapter.js';
export { openWebgpu } from './backends/webgpu.js';
export { type Bootstrap, bootstrapMatchings, drawWeights } from './baselines/bootstrap.js';
export { bootstrapSimilarities, type DrawnMeasure, type GroupedMoments } from './baselines/bootstrapSimilarities.js';
export { cyclesBaseline } from './baselines/cyclesBaseline.js';
export { bootstrapInterval, type Interval } from './baselines/interval.js';
export { randomOrthogonal } from './baselines/orthogonal.js';
export { permutationBaseline } from './baselines/permutation.js';
export { permutedInformation } from './baselines/permutedInformation.js';
export { permutedMoments, type ShuffledMeasure } from './baselines/permutedMoments.js';
export { permutedSamples, samplePermutationOf } from './baselines/permutedSamples.js';
export { type PredictionDrawing, permutedPrediction, rotatedPrediction } from './baselines/predictionBaseline.js';
export { RandomSource } from './baselines/randomSource.js';
export {
  drawRearrangements,
  partnerSamples,
  partnersOf,
  type Rearrangements,
  rearrangementsOf,
} from './baselines/rearrangements.js';
export { rotatedLeastSquares, rotatedRsa, rotatedSoftMatching } from './baselines/rotatedSimilarities.js';
export { rotationBaseline, rotationOf } from './baselines/rotation.js';
export { chunkOrder, copyShifted, drawShifts, type Shift, shuffledChunk } from './baselines/shuffle.js';
export { shuffledComoments } from './baselines/shuffledComoments.js';
export { quantile, type Significance, significanceOf } from './baselines/significance.js';
export { weightedComoments, weightedCorrelation } from './baselines/weightedComoments.js';
// Best partners without the matrix of all values.
export { type BandPlan, bandPlanOf } from './bestMatches/bandPlan.js';
export type { BestPartners } from './bestMatches/bestLists.js';
export { SCREENED_SAMPLES, screeningError } from './bestMatches/screeningError.js';
export { type BandSearch, type BestMatches, searchBand } from './bestMatches/searchBand.js';
export { type RowFile, type UnitRows, unitRowsOf } from './bestMatches/unitRows.js';
// Mutual information, rank correlation, sparse prediction, clustering.
export { agglomerate, type Dendrogram, LINKAGES, type Linkage } from './clustering/agglomerate.js';
export { type Cluster, clustersOf } from './clustering/clusters.js';
export { cutAtHeight, cutIntoClusters, leafOrder } from './clustering/dendrogram.js';
export { type HierarchicalChoices, hierarchicalClustering } from './clustering/hierarchical.js';
export { type JoinedUnits, joinUnits } from './clustering/joinUnits.js';
export { type KMeans, kMeans } from './clustering/kMeans.js';
export {
  distanceOf,
  SIGN_RULES,
  type SignRule,
  type SimilarityChoices,
  similarityOf,
} from './clustering/similarity.js';
export {
  MOST_CLUSTERS,
  type SpectralChoices,
  type SpectralClustering,
  type SpectralCut,
  type SpectralLabels,
  spectralClustering,
  spectralLabels,
} from './clustering/spectral.js';
export { type SpectralEmbedding, spectralEmbedding } from './clustering/spectralEmbedding.js';
export type { Calibration } from './derivations/calibration.js';
export { type Derivation, derivation, inputsOf, isDerivation } from './derivations/derivation.js';
export { Engine, type EngineOptions } from './derivations/engine.js';
export type { DerivationEngine, DeriveOptions } from './derivations/engineContract.js';
export * from './derivations/events.js';
export { MemoryBudget, memoryOf, USUAL_MEMORY } from './derivations/memoryBudget.js';
export { missingOf } from './derivations/prices/missing.js';
export { Prices } from './derivations/prices/prices.js';
export { type Rates, WORK_KINDS, type WorkKind } from './derivations/prices/work.js';
export { type Kept, readKept, readValue } from './derivations/readValue.js';
export { ValueCache } from './derivations/valueCache.js';
export * from './derivations/values.js';
export * from './derivations/wanted.js';
export { type BestMatchesChoice, bestMatchesOf } from './derivations/wantedBestMatches.js';
export { probeSetOf } from './derivations/wantedProbeSet.js';
export * from './derivations/wantedSimilarities.js';
export * from './derivations/wantedSimilarityDraws.js';
export * from './derivations/wantedStructure.js';
export * from './derivations/wantedTogether.js';
export * from './derivations/wantedUniversality.js';
export { Cancelled, MissingBlob, Refusal } from './errors.js';
export { packBundle, sizeOfBundle, unpackBundle } from './formats/bundle.js';
export { decodeNpy, encodeNpy, type NpyArray, type NpyType, npyHeader } from './formats/npy.js';
export { decodeSafetensors, encodeSafetensors, type SafetensorsFile, type Tensor } from './formats/safetensors.js';
export { type ArrayPart, type ConvertedPart, checkFile, convertFile } from './imports/convertFile.js';
export { BadManifest } from './imports/fields.js';
export { contentOf, type ImportedLayer, importedRecordingOf, RecordingOfParts } from './imports/importedRecording.js';
export { IMPORT_LIMITS } from './imports/importLimits.js';
export { type Layout, positionsOf } from './imports/layout.js';
export * from './imports/manifest.js';
export { readManifest } from './imports/readManifest.js';
export { cholesky, solveLower, solveWithCholesky } from './linearAlgebra/cholesky.js';
export { identity, type Matrix, matrixOf, submatrix, trace, transposed } from './linearAlgebra/matrix.js';
export { product, type Transposed } from './linearAlgebra/product.js';
export { type Multiply, multiplyHere, openMultiply } from './linearAlgebra/products.js';
export { singularValues } from './linearAlgebra/singularValues.js';
export { atOnce, restingBetween, type Steps } from './linearAlgebra/steps.js';
export { symmetricEigen, symmetricEigenvalues } from './linearAlgebra/symmetricEigen.js';
export type { Eigen } from './linearAlgebra/tridiagonalEigen.js';
export { type Principal, principalDirections, RANK_TOLERANCE } from './linearAlgebra/whitening.js';
export { assignmentMatching } from './matchings/assignment.js';
export { followCycle, type Leg, type Walks } from './matchings/cycles.js';
export { bestOfColumns, bestOfRows, greedyMatching } from './matchings/greedy.js';
export { matchingsOfValues } from './matchings/matchings.js';
export { mutualMatching } from './matchings/mutual.js';
export { lowestCostTransport, type Shipment } from './matchings/transport.js';
export { averageRanks, correlationOfLists } from './measures/averageRanks.js';
export { type CanonicalCorrelations, canonicalCorrelations } from './measures/canonicalCorrelation.js';
export { correlationFromComoments } from './measures/correlation.js';
export { debiasedCka } from './measures/debiasedCka.js';
export { type LeastSquares, leastSquares } from './measures/leastSquares.js';
export { linearCka } from './measures/linearCka.js';
export { MOMENT_MEASURES, type MomentMeasure, similarityOfMoments } from './measures/momentMeasures.js';
export { type MutualInformation, mutualInformationOf } from './measures/mutualInformation.js';
export {
  movedNeighbours,
  mutualNeighbours,
  NEIGHBOUR_SAMPLES,
  NEIGHBOURS,
  nearestSamples,
  sharedNeighbours,
} from './measures/mutualNeighbours.js';
export { type OnlyRotation, onlyRotation } from './measures/onlyRotation.js';
export { angularProcrustes, procrustesCosine } from './measures/procrustes.js';
export { type ProjectionWeighted, pwcca } from './measures/pwcca.js';
export {
  type Kernel,
  kernelAlignment,
  movedKernel,
  RBF_SAMPLES,
  RBF_WIDTH,
  rbfCka,
  rbfKernel,
} from './measures/rbfCka.js';
export { movedDissimilarities, RSA_SAMPLES, rankAgreement, rankedDissimilarities, rsa } from './measures/rsa.js';
export { SAMPLE_COMPARISONS, SAMPLE_MEASURES, type SampleMeasure } from './measures/sampleMeasures.js';
export {
  exchanged,
  type SecondMoments,
  type Standardized,
  secondMomentsOf,
  standardized,
} from './measures/secondMoments.js';
export { type SoftMatching, softMatching } from './measures/softMatching.js';
export { spearmanCorrelation } from './measures/spearman.js';
export { SVCCA_VARIANCE, svcca } from './measures/svcca.js';
export {
  isFound,
  type SeenLayer,
  type SeenNetwork,
  seenNetwork,
  UNIVERSAL_ABOVE,
  type Universality,
  universality,
} from './measures/universality.js';
export { externalPathsOf } from './models/externalPaths.js';
export { describeNetwork, openNetwork } from './models/network.js';
export * from './onnx/index.js';
export { IMAGE_FORMATS } from './probeSets/decodeImage.js';
export { type MadeProbeSet, makeProbeSet } from './probeSets/makeProbeSet.js';
export { planStimuli } from './probeSets/planStimuli.js';
export * from './probeSets/probeSetOptions.js';
export { THUMBNAIL_SIDE } from './probeSets/thumbnails.js';
export { type AxisGeometry, edgeInStimulus, imageGeometry, shapeAfter } from './recordings/imageGeometry.js';
export * from './recordings/preprocessing.js';
export { DamagedShard, problemOfRecording, RecordingReader } from './recordings/readRecording.js';
export { areChannelsLast, stimulusShape } from './recordings/stimuli.js';
export { writeRecording } from './recordings/writeRecording.js';
export { type Contributors, contributorsOf } from './sparse/contributors.js';
export { CoordinateDescent, type Descent, type Stopping } from './sparse/coordinateDescent.js';
export { highestPenalty, PENALTIES, spacedPenalties } from './sparse/defaultPenalties.js';
export { type LassoChoices, type LassoPath, lassoPath, lassoWeights, STOPPING } from './sparse/lassoPath.js';
export { leastSquaresLoss } from './sparse/leastSquaresLoss.js';
export { type PredictionProblem, predictionProblem, problemOfUnit } from './sparse/predictionProblem.js';
export { BIN_FLOOR, type BinEdges, binEdgesOf, POSITIVE_BINS } from './statistics/binEdges.js';
export { BLOCK_SAMPLES, comomentsOf } from './statistics/comoments.js';
export { comomentsTogether, type PassWatch, type RecordingPair } from './statistics/comomentsTogether.js';
export {
  FEWEST_GROUPS,
  type GroupedComoments,
  groupedComoments,
  groupingOf,
  STIMULUS_GROUPS,
} from './statistics/groupedComoments.js';
export { type BinnedRecording, type JointCounts, jointCounts } from './statistics/jointCounts.js';
export { conditionsOf, deviationsOf, mergeMoments, momentsOf, noMoments } from './statistics/moments.js';
export { type PositiveQuantiles, positiveQuantiles } from './statistics/positiveQuantiles.js';
export { HISTOGRAM_BINS, profileOfRecording, TOP_STIMULI } from './statistics/profile.js';
export { ranksOfRecording } from './statistics/ranks.js';
export { sampleNorms } from './statistics/sampleNorms.js';
export { chosenSamples, type SampleRows, sampleRows } from './statistics/sampleRows.js';
export { MemoryStore } from './storage/memoryStore.js';
export type { Store } from './storage/store.js';
export { isModelJson } from './tfjs/modelJson.js';
export { lanesOf, runLanes } from './threads/lanes.js';
export { type Task, taskOf } from './threads/task.js';
export { Threads, threads } from './threads/threads.js';
