// Generated from schema.graphql by scripts/cacheShape.mjs. Do not edit.

/** Types without an id of their own. */
export const embeddedTypes = [
  "AbsentCell",
  "Accuracy",
  "Activation",
  "ActivationPoint",
  "ActivationSample",
  "Alignment",
  "Backend",
  "BandPoint",
  "Baseline",
  "BestMatches",
  "BestPartners",
  "Box",
  "CacheStatus",
  "Calibration",
  "ClassCount",
  "ClusterMate",
  "ClusterMates",
  "Clustering",
  "ComputationConnection",
  "ComputationEdge",
  "Contributor",
  "Convergence",
  "ConvergencePair",
  "ConvergencePoint",
  "Correlates",
  "CurvePoint",
  "Cycles",
  "CyclesBaseline",
  "Engine",
  "Estimate",
  "FreedSpace",
  "Histogram",
  "ImportConnection",
  "ImportEdge",
  "ImportShard",
  "ImportShardConnection",
  "ImportShardEdge",
  "Incomparable",
  "InformationParts",
  "InspectedLayer",
  "Interval",
  "LayerConnection",
  "LayerEdge",
  "LayerMatrix",
  "LayerSummary",
  "LayerUniversality",
  "Match",
  "MatchBaseline",
  "MatchConnection",
  "MatchEdge",
  "Matching",
  "Matrix",
  "Merge",
  "NetworkConnection",
  "NetworkEdge",
  "NetworkInspection",
  "NetworkMatrix",
  "PageInfo",
  "Prediction",
  "PredictionBaseline",
  "PredictionBaselinePoint",
  "PredictionPoint",
  "Predictors",
  "Preprocessing",
  "PresetChoice",
  "ProbeSetConnection",
  "ProbeSetEdge",
  "ProbeSetFit",
  "QueueStatus",
  "RankedUnit",
  "Ranking",
  "ReceptiveFieldSize",
  "Recording",
  "Reduction",
  "Refused",
  "RemoveResult",
  "Resize",
  "RestoreExamplesResult",
  "Similarity",
  "SimilarityBaseline",
  "SimilarityGrid",
  "SimilarityGridBaseline",
  "StimuliInspection",
  "StimulusConnection",
  "StimulusEdge",
  "StimulusSizes",
  "TopStimuli",
  "Unavailable",
  "UnitCluster",
  "UnitConnection",
  "UnitEdge",
  "UnitInNetwork",
  "UnitPrediction",
  "UnitPredictionConnection",
  "UnitPredictionEdge",
  "UnitStatistics",
  "UnitUniversality",
  "UnitUniversalityConnection",
  "UnitUniversalityEdge",
  "UnitWalk",
  "UnitWalkConnection",
  "UnitWalkEdge",
  "Universality",
  "UniversalityCounts",
  "Unmatched"
] as const;

/** What each union and interface may be. */
export const possibleTypes: Record<string, string[]> = {
  "AccuracyResult": [
    "Accuracy",
    "Computation",
    "Unavailable"
  ],
  "ActivationSampleResult": [
    "ActivationSample",
    "Computation",
    "Incomparable",
    "Unavailable"
  ],
  "AlignmentResult": [
    "Alignment",
    "Computation",
    "Unavailable"
  ],
  "BaselineResult": [
    "Baseline",
    "Computation",
    "Unavailable"
  ],
  "BeginImportResult": [
    "Import",
    "Refused"
  ],
  "BestMatchesResult": [
    "BestMatches",
    "Computation",
    "Incomparable"
  ],
  "ClusterMatesResult": [
    "ClusterMates",
    "Computation",
    "Incomparable",
    "Unavailable"
  ],
  "ClusteringResult": [
    "Clustering",
    "Computation",
    "Unavailable"
  ],
  "Comparison": [
    "Incomparable",
    "LayerComparison"
  ],
  "CorrelatesResult": [
    "Computation",
    "Correlates",
    "Incomparable"
  ],
  "CyclesBaselineResult": [
    "Computation",
    "CyclesBaseline",
    "Unavailable"
  ],
  "CyclesResult": [
    "Computation",
    "Cycles",
    "Incomparable"
  ],
  "ImportNetworkResult": [
    "Network",
    "Refused"
  ],
  "ImportProbeSetResult": [
    "Computation",
    "ProbeSet",
    "Refused"
  ],
  "InspectNetworkResult": [
    "NetworkInspection",
    "Refused"
  ],
  "InspectProbeSetResult": [
    "Refused",
    "StimuliInspection"
  ],
  "IntervalResult": [
    "Computation",
    "Interval",
    "Unavailable"
  ],
  "LayerMatrixResult": [
    "LayerMatrix",
    "Unavailable"
  ],
  "LayerSummaryResult": [
    "Computation",
    "LayerSummary",
    "Unavailable"
  ],
  "MatchBaselineResult": [
    "Computation",
    "MatchBaseline",
    "Unavailable"
  ],
  "MatchingResult": [
    "Computation",
    "Incomparable",
    "Matching"
  ],
  "MatrixResult": [
    "Computation",
    "Incomparable",
    "Matrix"
  ],
  "NetworkMatrixResult": [
    "NetworkMatrix",
    "Unavailable"
  ],
  "Node": [
    "Computation",
    "Import",
    "Layer",
    "LayerComparison",
    "Network",
    "ProbeSet",
    "Stimulus",
    "Unit"
  ],
  "PredictionBaselineResult": [
    "Computation",
    "PredictionBaseline"
  ],
  "PredictionResult": [
    "Computation",
    "Prediction",
    "Unavailable"
  ],
  "PredictorsResult": [
    "Computation",
    "Incomparable",
    "Predictors",
    "Unavailable"
  ],
  "RankingResult": [
    "Computation",
    "Incomparable",
    "Ranking",
    "Unavailable"
  ],
  "RecordingResult": [
    "Computation",
    "Recording",
    "Unavailable"
  ],
  "SearchResult": [
    "Layer",
    "Network",
    "ProbeSet",
    "Unit"
  ],
  "SimilarityBaselineResult": [
    "Computation",
    "SimilarityBaseline",
    "Unavailable"
  ],
  "SimilarityGridBaselineResult": [
    "SimilarityGridBaseline",
    "Unavailable"
  ],
  "SimilarityResult": [
    "Computation",
    "Similarity",
    "Unavailable"
  ],
  "TopStimuliResult": [
    "Computation",
    "TopStimuli",
    "Unavailable"
  ],
  "UnitMatchResult": [
    "Computation",
    "Incomparable",
    "Match",
    "Unmatched"
  ],
  "UnitStatisticsResult": [
    "Computation",
    "Unavailable",
    "UnitStatistics"
  ],
  "UnitUniversalitiesResult": [
    "Computation",
    "UnitUniversalityConnection"
  ],
  "UnitUniversalityResult": [
    "Computation",
    "Incomparable",
    "UnitUniversality"
  ],
  "UniversalityCountsResult": [
    "Computation",
    "Incomparable",
    "UniversalityCounts"
  ]
};
